// What a core can do, and two at once: independent chains of fused multiply-adds in the widest registers. An iteration is 2^20 floating-point operations.
#include <pthread.h>

#include "peer.h"

#ifdef __AVX512F__
enum { BYTES = 64, CHAINS = 16 };
#else
enum { BYTES = 32, CHAINS = 12 };
#endif
enum { OPERATIONS = 1 << 20 };

static volatile double sink;

#define PEAK(number)                                                                                                 \
    static void peak_##number(int iterations) {                                                                      \
        typedef number lane __attribute__((vector_size(BYTES)));                                                     \
        enum { ROUNDS = OPERATIONS / (2 * CHAINS * (BYTES / (int)sizeof(number))) };                                 \
        lane sums[CHAINS], factor = {0}, term = {0};                                                                 \
        /* Chains that start the same would be one. */                                                               \
        for (int c = 0; c < CHAINS; c++) sums[c] = (number)c - factor;                                               \
        for (int i = 0; i < iterations; i++) {                                                                       \
            for (int round = 0; round < ROUNDS; round++) {                                                           \
                _Pragma("GCC unroll 16") for (int c = 0; c < CHAINS; c++) sums[c] = sums[c] * factor + term;         \
                __asm__ volatile("" : "+v"(factor), "+v"(term));                                                     \
            }                                                                                                        \
        }                                                                                                            \
        for (int c = 0; c < CHAINS; c++) sink = (double)sums[c][0];                                                  \
    }

PEAK(double)
PEAK(float)

static void one_double(int iterations, double *losses) {
    peak_double(iterations);
    memset(losses, 0, (size_t)iterations * sizeof *losses);
}

static void one_float(int iterations, double *losses) {
    peak_float(iterations);
    memset(losses, 0, (size_t)iterations * sizeof *losses);
}

static void *half(void *iterations) {
    peak_double(*(int *)iterations);
    return NULL;
}

// Half of the iterations on another thread.
static void two_double(int iterations, double *losses) {
    pthread_t thread;
    int others = iterations / 2;
    if (pthread_create(&thread, NULL, half, &others) != 0) abort();
    one_double(iterations - others, losses);
    pthread_join(thread, NULL);
}

int main(void) {
    const workload workloads[] = {{"peak-float64", one_double}, {"peak-float32", one_float}, {"peak-float64-two", two_double}};
    return serve(workloads, 3);
}
