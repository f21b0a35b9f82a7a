// The notebook's training by hand in AVX-512 or AVX2, with the bits of RnnGen's: the same order of every sum, sequences in lanes, panels of eight lanes.
// Inputs are letters: a product with one is a look-up, its gradient an addition under a mask; what that leaves out are zeros. Everything is unrolled and
// inlined, columns side by side.
#include "peer.h"
#include "lane.h"
#include "seed.h"

// The first sequence of each column, and which columns add up in the same lanes: a panel is a column of eight lanes, or two of four. The fourth column of
// four lanes has no sequence.
#ifdef WIDE
enum { COLUMNS = 2, GROUPS = 1 };
static const int FIRST_ROW[COLUMNS] = {0, 8}, GROUP[COLUMNS] = {0, 0};
typedef __m512i letters;
#else
enum { COLUMNS = 3, GROUPS = 2 };
static const int FIRST_ROW[COLUMNS] = {0, 8, 4}, GROUP[COLUMNS] = {0, 0, 1};
typedef __m256i letters;
#endif

#define UNROLL _Pragma("GCC unroll 16")
#define EACH_COLUMN UNROLL for (int c = 0; c < COLUMNS; c++)
#define EACH_UNIT(j) UNROLL for (int j = 0; j < UNITS; j++)
#define EACH_SYMBOL(i) UNROLL for (int i = 0; i < SYMBOLS; i++)

// In fours, since four sums over lanes are made at once; a unit's input weights are a table of which the letter is the index.
enum { WXH0 = 0, WHO0 = 3, WXH1 = 4, WHO1 = 7, WHH0 = 8, WHH1 = 10, WEIGHTS = 12 };

static letters letter_of[STEPS][COLUMNS];
static lane_mask is_letter[STEPS][SYMBOLS][COLUMNS];
static lane targets[COLUMNS], shares[COLUMNS];
static _Alignas(64) double w[16];

static inline lane look_up(int unit, letters index) {
#ifdef WIDE
    return _mm512_permutexvar_pd(index, _mm512_broadcast_f64x4(_mm256_load_pd(w + (unit == 0 ? WXH0 : WXH1))));
#else
    return _mm256_castsi256_pd(_mm256_permutevar8x32_epi32(_mm256_castpd_si256(_mm256_load_pd(w + (unit == 0 ? WXH0 : WXH1))), index));
#endif
}

// The first half of the tree over eight lanes: lanes 0 and 4, 1 and 5, 2 and 6, 3 and 7.
static inline __m256d halves(const lane *groups) {
#ifdef WIDE
    return _mm256_add_pd(_mm512_castpd512_pd256(groups[0]), _mm512_extractf64x4_pd(groups[0], 1));
#else
    return _mm256_add_pd(groups[0], groups[1]);
#endif
}

// The rest of the tree for four sums: (0 + 2) + (1 + 3).
static inline __m256d four_sums(__m256d a, __m256d b, __m256d c, __m256d d) {
    const __m256d ac = _mm256_add_pd(_mm256_permute2f128_pd(a, c, 0x20), _mm256_permute2f128_pd(a, c, 0x31));
    const __m256d bd = _mm256_add_pd(_mm256_permute2f128_pd(b, d, 0x20), _mm256_permute2f128_pd(b, d, 0x31));
    return _mm256_hadd_pd(ac, bd);
}

static inline void descend(int index, __m256d gradient) {
    _mm256_store_pd(w + index, _mm256_sub_pd(_mm256_load_pd(w + index), _mm256_mul_pd(_mm256_set1_pd(RATE), gradient)));
}

static inline void forward(lane s[STEPS][UNITS][COLUMNS], lane *y_hat, lane *e) {
    UNROLL for (int t = 0; t < STEPS; t++) {
        EACH_UNIT(j) {
            EACH_COLUMN {
                lane z = look_up(j, letter_of[t][c]);
                if (t > 0) {
                    const lane product = mul(s[t - 1][0][c], number(w[WHH0 + j]));
                    z = add(plus_product(product, s[t - 1][1][c], number(w[WHH1 + j])), z);
                }
                s[t][j][c] = hyperbolic_tangent(z);
            }
        }
    }
    EACH_COLUMN {
        const lane z_out = plus_product(mul(s[STEPS - 1][0][c], number(w[WHO0])), s[STEPS - 1][1][c], number(w[WHO1]));
        y_hat[c] = logistic(z_out);
        e[c] = sub(y_hat[c], targets[c]);
    }
}

static inline double loss_of(const lane *e) {
    lane sums[GROUPS];
    UNROLL for (int g = 0; g < GROUPS; g++) sums[g] = number(0);
    EACH_COLUMN sums[GROUP[c]] = plus_product(sums[GROUP[c]], mul(number(0.5), mul(e[c], e[c])), shares[c]);
    const __m256d half = halves(sums);
    return _mm256_cvtsd_f64(four_sums(half, half, half, half));
}

static inline void backward_and_update(lane s[STEPS][UNITS][COLUMNS], const lane *y_hat, const lane *e) {
    const lane one = number(1.0);
    lane dWxh[UNITS][SYMBOLS][GROUPS], dWhh[UNITS][UNITS][GROUPS], dWho[UNITS][GROUPS], dz[UNITS][COLUMNS];
    UNROLL for (int g = 0; g < GROUPS; g++) {
        EACH_UNIT(j) {
            dWho[j][g] = number(0);
            EACH_SYMBOL(i) dWxh[j][i][g] = number(0);
            EACH_UNIT(i) dWhh[i][j][g] = number(0);
        }
    }
    EACH_COLUMN {
        const lane dz_out = mul(mul(shares[c], e[c]), mul(y_hat[c], sub(one, y_hat[c])));
        EACH_UNIT(j) {
            dWho[j][GROUP[c]] = plus_product(dWho[j][GROUP[c]], s[STEPS - 1][j][c], dz_out);
            dz[j][c] = mul(mul(dz_out, number(w[j == 0 ? WHO0 : WHO1])), minus_product(one, s[STEPS - 1][j][c], s[STEPS - 1][j][c]));
        }
    }
    UNROLL for (int t = STEPS - 1; t >= 0; t--) {
        EACH_COLUMN {
            if (t < STEPS - 1) {
                lane ds[UNITS];
                EACH_UNIT(i) {
                    const int row = i == 0 ? WHH0 : WHH1;
                    ds[i] = mul(plus_product(mul(dz[0][c], number(w[row])), dz[1][c], number(w[row + 1])), minus_product(one, s[t][i][c], s[t][i][c]));
                }
                EACH_UNIT(i) dz[i][c] = ds[i];
            }
            EACH_UNIT(j) {
                EACH_SYMBOL(i) dWxh[j][i][GROUP[c]] = add_where(dWxh[j][i][GROUP[c]], is_letter[t][i][c], dz[j][c]);
                if (t > 0) {
                    EACH_UNIT(i) dWhh[i][j][GROUP[c]] = plus_product(dWhh[i][j][GROUP[c]], s[t - 1][i][c], dz[j][c]);
                }
            }
        }
    }
    EACH_UNIT(j) descend(j == 0 ? WXH0 : WXH1, four_sums(halves(dWxh[j][0]), halves(dWxh[j][1]), halves(dWxh[j][2]), halves(dWho[j])));
    descend(WHH0, four_sums(halves(dWhh[0][0]), halves(dWhh[0][1]), halves(dWhh[1][0]), halves(dWhh[1][1])));
}

static void train(int epochs, double *losses) {
    EACH_UNIT(j) {
        EACH_SYMBOL(i) w[(j == 0 ? WXH0 : WXH1) + i] = WXH[i][j];
        w[j == 0 ? WHO0 : WHO1] = WHO[j];
        EACH_UNIT(i) w[WHH0 + 2 * i + j] = WHH[i][j];
    }
    lane s[STEPS][UNITS][COLUMNS], y_hat[COLUMNS], e[COLUMNS];
    forward(s, y_hat, e);
    for (int epoch = 0; epoch < epochs; epoch++) {
        backward_and_update(s, y_hat, e);
        forward(s, y_hat, e);
        losses[epoch] = loss_of(e);
    }
}

static void load(void) {
    for (int c = 0; c < COLUMNS; c++) {
        _Alignas(64) double target[LANES], share[LANES];
        _Alignas(64) int64_t letter[LANES];
        for (int l = 0; l < LANES; l++) {
            // Lanes without a sequence repeat the last one with share zero.
            const int row = FIRST_ROW[c] + l < ROWS ? FIRST_ROW[c] + l : ROWS - 1;
            target[l] = TARGETS[row];
            share[l] = FIRST_ROW[c] + l < ROWS ? 1.0 / ROWS : 0;
        }
        targets[c] = OP(load_pd)(target);
        shares[c] = OP(load_pd)(share);
        for (int t = 0; t < STEPS; t++) {
            for (int l = 0; l < LANES; l++) {
                letter[l] = symbol(FIRST_ROW[c] + l < ROWS ? FIRST_ROW[c] + l : ROWS - 1, t);
            }
#ifdef WIDE
            letter_of[t][c] = _mm512_load_si512(letter);
            for (int i = 0; i < SYMBOLS; i++) is_letter[t][i][c] = _mm512_cmpeq_epi64_mask(letter_of[t][c], _mm512_set1_epi64(i));
#else
            const __m256i letters64 = _mm256_load_si256((const __m256i *)letter);
            for (int i = 0; i < SYMBOLS; i++) is_letter[t][i][c] = _mm256_castsi256_pd(_mm256_cmpeq_epi64(letters64, _mm256_set1_epi64x(i)));
            // A double's index becomes those of its two halves.
            const __m256i twice = _mm256_add_epi64(letters64, letters64);
            letter_of[t][c] = _mm256_or_si256(twice, _mm256_slli_epi64(_mm256_add_epi64(twice, _mm256_set1_epi64x(1)), 32));
#endif
        }
    }
}

int main(void) {
    load();
    const workload workloads[] = {{"seed", train}};
    return serve(workloads, 1);
}
