using System.Reflection;
using Xunit.Sdk;

namespace RnnGen.Snapshots;

/// <summary>Remembers which test runs, so that its snapshot can be named after it. Snapshots.props puts it on a test assembly.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class CurrentTestAttribute : BeforeAfterTestAttribute
{
    private static readonly AsyncLocal<MethodInfo?> Running = new();

    /// <summary>The running test as <c>Class.Method</c>, a nested class as <c>Outer.Inner.Method</c>.</summary>
    internal static string? TestName =>
        Running.Value is { ReflectedType: { } type } method ? $"{NameOf(type)}.{method.Name}" : null;

    /// <inheritdoc/>
    public override void Before(MethodInfo methodUnderTest) => Running.Value = methodUnderTest;

    /// <inheritdoc/>
    public override void After(MethodInfo methodUnderTest) => Running.Value = null;

    private static string NameOf(Type type) =>
        type.DeclaringType is { } outer ? $"{outer.Name}.{type.Name}" : type.Name;
}
