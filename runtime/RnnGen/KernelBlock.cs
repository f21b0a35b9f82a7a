namespace RnnGen;

/// <summary>
/// Where a matrix stands in a kernel: the matrices of several gates, side by side. Keras trains a kernel as one matrix and draws it as one; here each
/// gate keeps its own, and only an initializer that follows Keras asks for the whole.
/// </summary>
/// <param name="Kernel">The name of the kernel, <c>layers.0.W</c>.</param>
/// <param name="FirstColumn">The column of the kernel where the matrix begins.</param>
/// <param name="KernelColumns">The columns of the kernel, which has as many rows as the matrix.</param>
public sealed record KernelBlock(string Kernel, int FirstColumn, int KernelColumns);
