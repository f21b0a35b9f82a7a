using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Specs;

/// <summary>Reads what stands under a cell's <c>kernels</c>: names, each with the matrices that stand side by side under it.</summary>
internal static class KernelReader
{
    public static EquatableArray<CellKernel> Read(MappingReader kernels, EquatableArray<CellParameter> parameters, SpecReader reader)
    {
        var kernelOf = new Dictionary<string, string>(StringComparer.Ordinal);
        return kernels.Entries.Select(entry => ReadKernel(entry.Key)).ToEquatableArray();

        CellKernel ReadKernel(YamlScalar key)
        {
            var name = CellReader.Name(key, kernels, reader);
            var matrices = kernels.Items(name, "a list of matrices such as [Wi, Wf]")
                .Select(item => (Name: CellReader.Word(item.Node, item.Path, reader), item.Path))
                .ToArray();
            if (kernels.IsList(name) && matrices.Length < 2)
            {
                reader.Report(
                    kernels.PathOf(name),
                    Rules.WrongType,
                    kernels.PathOf(name),
                    "a list of at least two matrices",
                    matrices.Length == 0 ? "none" : "one");
            }

            // A stream of random numbers goes by the name of a kernel or of a parameter.
            if (parameters.Any(parameter => parameter.Name == name))
            {
                reader.Report(kernels.PathOfKey(name), Rules.NameClash, name, "it is a parameter");
            }

            foreach (var (matrix, path) in matrices)
            {
                CheckMatrix(name, matrix, path, matrices[0].Name);
            }

            return new CellKernel(name, matrices.Select(matrix => matrix.Name).ToEquatableArray());
        }

        void CheckMatrix(string kernel, string matrix, string path, string first)
        {
            if (Find(matrix) is not { } parameter)
            {
                var suggestion = Suggestion.For(matrix, parameters.Select(known => known.Name), "the cell has none");
                reader.Report(path, Rules.UnknownChoice, "parameter", matrix, suggestion);
            }
            else if (parameter.Shape.Count != 2)
            {
                reader.Report(path, Rules.ShapeMismatch, $"a kernel is of matrices, and '{matrix}' is declared as {Shown(parameter)}");
            }
            else if (Find(first) is { Shape.Count: 2 } beside && beside.Shape[0] != parameter.Shape[0])
            {
                reader.Report(
                    path,
                    Rules.ShapeMismatch,
                    "matrices side by side are declared with the same first dimension, "
                        + $"and '{first}' is declared as {Shown(beside)}, '{matrix}' as {Shown(parameter)}");
            }
            else if (kernelOf.TryGetValue(matrix, out var other))
            {
                reader.Report(path, Rules.NameClash, matrix, $"it stands in the kernel '{other}' already");
            }

            kernelOf[matrix] = kernel;
        }

        CellParameter? Find(string name) => parameters.FirstOrDefault(parameter => parameter.Name == name);
    }

    private static string Shown(CellParameter parameter) => $"[{string.Join(", ", parameter.Shape)}]";
}
