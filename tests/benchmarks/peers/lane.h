// A register of sequences and the operations on it, in AVX-512 or AVX2. Activations are RnnGen's (runtime/RnnGen/Numerics), operation by operation, so that
// results have the same bits; what is out of range is clamped before instead of selected afterwards.
#include <immintrin.h>

#ifdef WIDE
typedef __m512d lane;
typedef __mmask8 lane_mask;
enum { LANES = 8 };
#define OP(name) _mm512_##name
static inline lane with_sign_of(lane value, lane sign) {
    return _mm512_castsi512_pd(_mm512_ternarylogic_epi64(_mm512_castpd_si512(value), _mm512_castpd_si512(sign), _mm512_set1_epi64(INT64_MIN), 0xD8));
}
static inline lane absolute(lane x) { return _mm512_abs_pd(x); }
static inline lane scale(lane x, lane shifted) {
    return _mm512_castsi512_pd(_mm512_add_epi64(_mm512_castpd_si512(x), _mm512_slli_epi64(_mm512_castpd_si512(shifted), 52)));
}
static inline lane add_where(lane sum, lane_mask mask, lane value) { return _mm512_mask_add_pd(sum, mask, sum, value); }
static inline lane select_negative(lane x, lane negative, lane other) { return _mm512_mask_blend_pd(_mm512_movepi64_mask(_mm512_castpd_si512(x)), other, negative); }
#else
typedef __m256d lane;
typedef __m256d lane_mask;
enum { LANES = 4 };
#define OP(name) _mm256_##name
static inline lane with_sign_of(lane value, lane sign) {
    const lane bit = _mm256_set1_pd(-0.0);
    return _mm256_or_pd(_mm256_andnot_pd(bit, value), _mm256_and_pd(bit, sign));
}
static inline lane absolute(lane x) { return _mm256_andnot_pd(_mm256_set1_pd(-0.0), x); }
static inline lane scale(lane x, lane shifted) {
    return _mm256_castsi256_pd(_mm256_add_epi64(_mm256_castpd_si256(x), _mm256_slli_epi64(_mm256_castpd_si256(shifted), 52)));
}
static inline lane add_where(lane sum, lane_mask mask, lane value) { return _mm256_add_pd(sum, _mm256_and_pd(mask, value)); }
static inline lane select_negative(lane x, lane negative, lane other) { return _mm256_blendv_pd(other, negative, x); }
#endif

static inline lane number(double x) { return OP(set1_pd)(x); }
static inline lane add(lane a, lane b) { return OP(add_pd)(a, b); }
static inline lane sub(lane a, lane b) { return OP(sub_pd)(a, b); }
static inline lane mul(lane a, lane b) { return OP(mul_pd)(a, b); }
static inline lane divide(lane a, lane b) { return OP(div_pd)(a, b); }
static inline lane plus_product(lane sum, lane a, lane b) { return OP(fmadd_pd)(a, b, sum); }
static inline lane minus_product(lane sum, lane a, lane b) { return OP(fnmadd_pd)(a, b, sum); }

// e^2h = 2^k * P / M, P = p + (u + s_low), M = m + (u - s_low): ExponentialQuotient.cs.
typedef struct { lane shifted_minus_k, p, m, u, s_low; } quotient;

static inline quotient exponential(lane h, int for_large_k) {
    const lane shift = number(6755399441055744.0), one = number(1.0), low = number(1.1595234069231498e-17);
    quotient e;
    e.shifted_minus_k = plus_product(shift, h, number(-2.8853900817779268));
    const lane minus_k = sub(e.shifted_minus_k, shift);
    const lane exact = plus_product(h, minus_k, number(0.34657359027997264));
    const lane s = for_large_k ? plus_product(exact, minus_k, low) : exact;
    const lane z = mul(s, s);
    lane sum = number(2.1187372803808578e-05);
    sum = plus_product(number(-0.00021163395607100546), sum, z);
    sum = plus_product(number(0.002116402023044183), sum, z);
    sum = plus_product(number(-0.022222222221614078), sum, z);
    sum = plus_product(number(0.33333333333333204), sum, z);
    e.u = mul(sum, z);
    const lane s_high = sub(add(s, number(1.5)), number(1.5));
    e.s_low = plus_product(sub(exact, s_high), minus_k, low);
    e.p = add(one, s_high);
    e.m = sub(one, s_high);
    return e;
}

// P + e * M and the reciprocal of that: Elementary.Sum and LaneDivisor.cs.
typedef struct { lane high, low, reciprocal; } divisor;

static inline divisor sum_of(quotient q, lane m, lane plus, lane minus) {
    divisor d;
    d.high = add(q.p, m);
    d.low = plus_product(plus_product(add(sub(q.p, d.high), m), minus, q.s_low), plus, q.u);
    d.reciprocal = divide(number(1.0), plus_product(d.high, plus, q.u));
    return d;
}

static inline lane divided(lane high, lane low, divisor d) {
    const lane result = mul(high, d.reciprocal);
    const lane remainder = add(minus_product(high, result, d.high), minus_product(low, d.low, result));
    return plus_product(result, remainder, d.reciprocal);
}

static inline lane hyperbolic_tangent(lane x) {
    const lane one = number(1.0);
    const quotient q = exponential(OP(min_pd)(number(20.0), absolute(x)), 0);
    const lane e = scale(one, q.shifted_minus_k), plus = add(one, e), minus = sub(one, e), m = mul(e, q.m);
    const divisor d = sum_of(q, m, plus, minus);
    const lane difference = sub(q.p, m);
    const lane low = plus_product(plus_product(sub(sub(q.p, difference), m), plus, q.s_low), minus, q.u);
    return with_sign_of(divided(difference, low, d), x);
}

static inline lane logistic(lane x) {
    const lane one = number(1.0), down = number(0x1p-64);
    const quotient q = exponential(OP(min_pd)(number(375.0), mul(number(0.5), absolute(x))), 1);
    const lane scaled = scale(number(0x1p64), q.shifted_minus_k), e = mul(scaled, down);
    const divisor d = sum_of(q, mul(e, q.m), add(one, e), sub(one, e));
    const lane small = mul(mul(divided(q.m, sub(q.u, q.s_low), d), scaled), down);
    return select_negative(x, small, sub(one, small));
}
