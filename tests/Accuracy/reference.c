// The errors of results of double precision, against libquadmath's functions with their fractions of 113 bits.
#include <float.h>
#include <math.h>
#include <quadmath.h>
#include <string.h>

typedef __float128 (*function)(__float128);

static __float128 sigmoid(__float128 x) { return 1 / (1 + expq(-x)); }

static __float128 softplus(__float128 x) { return x > 0 ? x + log1pq(expq(-x)) : log1pq(expq(x)); }

static function find(const char *name)
{
    static const struct { const char *name; function function; } functions[] = {
        {"exp", expq}, {"expm1", expm1q}, {"log", logq}, {"tanh", tanhq}, {"sigmoid", sigmoid}, {"softplus", softplus}, {"sin", sinq}, {"cos", cosq}, {"erf", erfq},
    };
    for (int i = 0; i < sizeof functions / sizeof *functions; i++) {
        if (!strcmp(name, functions[i].name)) {
            return functions[i].function;
        }
    }
    return 0;
}

// The error of each result in units in the last place of the exact one: 1e300 where only one of them is a number, or finite.
int reference(const char *name, const double *arguments, const double *results, double *errors, int count)
{
    function exact = find(name);
    if (!exact) {
        return 0;
    }
    for (int i = 0; i < count; i++) {
        __float128 value = exact(arguments[i]);
        double rounded = (double)value;
        if (!isfinite(rounded) || !isfinite(results[i])) {
            errors[i] = isnan(rounded) && isnan(results[i]) || rounded == results[i] ? 0 : 1e300;
            continue;
        }
        int exponent = value == 0 ? DBL_MIN_EXP - 1 : ilogbq(value);
        __float128 unit = scalbnq(1, (exponent < DBL_MIN_EXP - 1 ? DBL_MIN_EXP - 1 : exponent) - 52);
        errors[i] = (double)(fabsq(results[i] - value) / unit);
    }
    return 1;
}
