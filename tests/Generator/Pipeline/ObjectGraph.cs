using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Xunit;

namespace RnnGen.Generator.Tests.Pipeline;

/// <summary>Walks everything that an object holds.</summary>
internal static class ObjectGraph
{
    /// <summary>Asserts that no compilation, symbol, syntax or text file can be reached, which the pipeline's cache would keep alive.</summary>
    public static void AssertNothingOfTheCompiler(object root) => Visit(root, new HashSet<object>(ReferenceEqualityComparer.Instance));

    private static void Visit(object? node, HashSet<object> seen)
    {
        if (node is null || node is string || node.GetType().IsPrimitive || node is DiagnosticDescriptor || !seen.Add(node))
        {
            return;
        }

        Assert.False(node is Compilation or ISymbol or SyntaxNode or SyntaxTree or AdditionalText or Location, $"a {node.GetType().Name} is in the pipeline");
        if (node is IEnumerable items)
        {
            foreach (var item in items)
            {
                Visit(item, seen);
            }

            return;
        }

        for (var type = node.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                Visit(field.GetValue(node), seen);
            }
        }
    }
}
