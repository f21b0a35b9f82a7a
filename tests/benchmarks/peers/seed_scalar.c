// The notebook's training in scalar C: sequences innermost, which is what a compiler vectorizes; the next epoch's forward pass supplies the loss.
#include <math.h>

#include "peer.h"
#include "seed.h"

static double x[STEPS][SYMBOLS][ROWS], s[STEPS][UNITS][ROWS], y_hat[ROWS], dz[UNITS][ROWS], dz_out[ROWS];
static double Wxh[SYMBOLS][UNITS], Whh[UNITS][UNITS], Who[UNITS];

static double forward(void) {
    for (int t = 0; t < STEPS; t++) {
        for (int j = 0; j < UNITS; j++) {
            for (int n = 0; n < ROWS; n++) {
                double z = 0;
                if (t > 0) {
                    for (int i = 0; i < UNITS; i++) z += s[t - 1][i][n] * Whh[i][j];
                }
                for (int i = 0; i < SYMBOLS; i++) z += x[t][i][n] * Wxh[i][j];
                s[t][j][n] = tanh(z);
            }
        }
    }
    double loss = 0;
    for (int n = 0; n < ROWS; n++) {
        double z_out = 0;
        for (int i = 0; i < UNITS; i++) z_out += s[STEPS - 1][i][n] * Who[i];
        y_hat[n] = 1 / (1 + exp(-z_out));
        const double e = y_hat[n] - TARGETS[n];
        loss += 0.5 * e * e;
    }
    return loss / ROWS;
}

static void backward_and_update(void) {
    double dWxh[SYMBOLS][UNITS] = {0}, dWhh[UNITS][UNITS] = {0}, dWho[UNITS] = {0};
    for (int n = 0; n < ROWS; n++) dz_out[n] = (y_hat[n] - TARGETS[n]) / ROWS * y_hat[n] * (1 - y_hat[n]);
    for (int i = 0; i < UNITS; i++) {
        for (int n = 0; n < ROWS; n++) dWho[i] += s[STEPS - 1][i][n] * dz_out[n];
    }
    for (int t = STEPS - 1; t >= 0; t--) {
        double ds[UNITS][ROWS];
        for (int i = 0; i < UNITS; i++) {
            for (int n = 0; n < ROWS; n++) {
                double sum = 0;
                if (t == STEPS - 1) {
                    sum = dz_out[n] * Who[i];
                } else {
                    for (int j = 0; j < UNITS; j++) sum += dz[j][n] * Whh[i][j];
                }
                ds[i][n] = sum * (1 - s[t][i][n] * s[t][i][n]);
            }
        }
        memcpy(dz, ds, sizeof dz);
        for (int j = 0; j < UNITS; j++) {
            for (int i = 0; i < SYMBOLS; i++) {
                for (int n = 0; n < ROWS; n++) dWxh[i][j] += x[t][i][n] * dz[j][n];
            }
            for (int i = 0; t > 0 && i < UNITS; i++) {
                for (int n = 0; n < ROWS; n++) dWhh[i][j] += s[t - 1][i][n] * dz[j][n];
            }
        }
    }
    for (int j = 0; j < UNITS; j++) {
        for (int i = 0; i < SYMBOLS; i++) Wxh[i][j] -= RATE * dWxh[i][j];
        for (int i = 0; i < UNITS; i++) Whh[i][j] -= RATE * dWhh[i][j];
        Who[j] -= RATE * dWho[j];
    }
}

static void train(int epochs, double *losses) {
    memcpy(Wxh, WXH, sizeof WXH);
    memcpy(Whh, WHH, sizeof WHH);
    memcpy(Who, WHO, sizeof WHO);
    forward();
    for (int epoch = 0; epoch < epochs; epoch++) {
        backward_and_update();
        losses[epoch] = forward();
    }
}

int main(void) {
    for (int n = 0; n < ROWS; n++) {
        for (int t = 0; t < STEPS; t++) x[t][symbol(n, t)][n] = 1;
    }
    const workload workloads[] = {{"seed", train}};
    return serve(workloads, 1);
}
