using System.Runtime.CompilerServices;

namespace RnnGen.Data.Tasks;

/// <summary>Checks of tasks' arguments.</summary>
internal static class TaskArgument
{
    /// <summary>The value, if it is not too small.</summary>
    public static int AtLeast(int value, int minimum, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, minimum, name);
        return value;
    }
}
