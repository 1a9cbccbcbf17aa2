using Microsoft.CodeAnalysis;

namespace TypedWs.Testing.Generators.Diagnostics;

/// <summary>TWS3xxx: usage. Each has a page <c>docs/diagnostics/TWS####.md</c>.</summary>
internal static class DoublesDiagnostics
{
    private const string Category = "TypedWs.Usage";

    public static readonly DiagnosticDescriptor NoHandlers = new(
        "TWS3001",
        "Recording doubles are asked for something that has no handlers here",
        "Recording doubles are asked for '{0}', which {1}. {2}.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true);
}
