// The line protocol of a peer in C: "<workload> <iterations>" is answered by nanoseconds an iteration, of time and of processor time,
// "trace <workload> <iterations>" by the losses as hexadecimal bits. A peer ends with its input.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct {
    const char *name;
    // Runs from the start; losses receives one number an iteration.
    void (*run)(int iterations, double *losses);
} workload;

static double now(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return 1e9 * (double)time.tv_sec + (double)time.tv_nsec;
}

static int serve(const workload *workloads, int count) {
    char line[256], name[128];
    int iterations;
    while (fgets(line, sizeof line, stdin)) {
        const int traces = strncmp(line, "trace ", 6) == 0;
        if (sscanf(traces ? line + 6 : line, "%127s %d", name, &iterations) != 2 || iterations < 1) {
            fprintf(stderr, "expected: [trace] <workload> <iterations>\n");
            return 1;
        }
        const workload *chosen = NULL;
        for (int i = 0; i < count; i++) {
            if (strcmp(workloads[i].name, name) == 0) chosen = &workloads[i];
        }
        if (chosen == NULL) {
            fprintf(stderr, "no workload '%s'\n", name);
            return 1;
        }
        double *losses = malloc((size_t)iterations * sizeof(double));
        const double start = now(CLOCK_MONOTONIC), processor_start = now(CLOCK_PROCESS_CPUTIME_ID);
        chosen->run(iterations, losses);
        const double end = now(CLOCK_MONOTONIC), processor_end = now(CLOCK_PROCESS_CPUTIME_ID);
        if (traces) {
            for (int i = 0; i < iterations; i++) {
                uint64_t bits;
                memcpy(&bits, &losses[i], sizeof bits);
                printf("%016" PRIx64 "%c", bits, i + 1 < iterations ? ' ' : '\n');
            }
        } else {
            printf("%.17g %.17g\n", (end - start) / iterations, (processor_end - processor_start) / iterations);
        }
        fflush(stdout);
        free(losses);
    }
    return 0;
}
