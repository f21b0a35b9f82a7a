// The notebook's training set and initial weights.

enum { ROWS = 12, STEPS = 4, SYMBOLS = 3, UNITS = 2 };

static const double RATE = 0.1;

// 'c' is [1, 0, 0], 'b' is [0, 1, 0], 'a' is [0, 0, 1]: the number of a letter is the place of its 1.
static const char *const TEXTS[ROWS] = {
    "bbcb", "cbcb", "bcbc", "cbbc", "ccbc", "bacb", "ccba", "acbc", "cbac", "baab", "aabc", "acaa",
};
static const double TARGETS[ROWS] = {0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 1};

static int symbol(int row, int step) { return 'c' - TEXTS[row][step]; }

// np.random.seed(0); 0.1 * np.random.randn(...)
static const double WXH[SYMBOLS][UNITS] = {
    {0x1.694725cb7d951p-3, 0x1.47cf0c8a3a110p-5},
    {0x1.90e41db4f07bcp-4, 0x1.caef576384ee4p-3},
    {0x1.7e79d308dcb15p-3, -0x1.904b035513d35p-4},
};
static const double WHH[UNITS][UNITS] = {
    {0x1.8527fdc2877eep-4, -0x1.eff7a0fb8d38ap-7},
    {-0x1.523a3fa3a29e1p-7, 0x1.505cbf385bab8p-5},
};
static const double WHO[UNITS] = {0x1.d800815de3648p-7, 0x1.29d5d09979e5fp-3};
