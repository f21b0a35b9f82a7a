// What a core can do: independent chains of fused multiply-adds in the widest registers. An iteration is 2^20 floating-point operations.
#include "peer.h"

#ifdef __AVX512F__
enum { BYTES = 64, CHAINS = 16 };
#else
enum { BYTES = 32, CHAINS = 12 };
#endif
enum { OPERATIONS = 1 << 20 };

#define PEAK(number)                                                                                                  \
    static void peak_##number(int iterations, double *losses) {                                                       \
        typedef number lane __attribute__((vector_size(BYTES)));                                                      \
        enum { ROUNDS = OPERATIONS / (2 * CHAINS * (BYTES / (int)sizeof(number))) };                                  \
        lane sums[CHAINS] = {0}, factor = {0}, term = {0};                                                            \
        for (int i = 0; i < iterations; i++) {                                                                        \
            for (int round = 0; round < ROUNDS; round++) {                                                            \
                _Pragma("GCC unroll 16") for (int c = 0; c < CHAINS; c++) sums[c] = sums[c] * factor + term;          \
                __asm__ volatile("" : "+v"(factor), "+v"(term));                                                      \
            }                                                                                                         \
            losses[i] = 0;                                                                                            \
        }                                                                                                             \
        for (int c = 0; c < CHAINS; c++) losses[0] += (double)sums[c][0];                                             \
    }

PEAK(double)
PEAK(float)

int main(void) {
    const workload workloads[] = {{"peak-float64", peak_double}, {"peak-float32", peak_float}};
    return serve(workloads, 2);
}
