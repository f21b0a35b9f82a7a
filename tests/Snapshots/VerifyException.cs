namespace VerifyTests;

/// <summary>A snapshot is new or has changed, or cannot be verified at all.</summary>
public sealed class VerifyException(string message) : Exception(message);
