using Microsoft.CodeAnalysis;
using TypedWs.Generators.Diagnostics;
using TypedWs.Testing.Generators.Diagnostics;
using TypedWs.Tests;

namespace TypedWs.Generators.Tests.Diagnostics;

/// <summary>Every diagnostic has its page, and the index lists it.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public void Diagnostics_HavePages()
    {
        string folder = Path.Combine(Repository.Root, "docs", "diagnostics");
        string index = File.ReadAllText(Path.Combine(folder, "README.md"));

        Assert.All(new ContractAnalyzer().SupportedDiagnostics.Concat(new DoublesAnalyzer().SupportedDiagnostics), (DiagnosticDescriptor descriptor) =>
        {
            Assert.Contains($"[{descriptor.Id}]({descriptor.Id}.md) | {Severity(descriptor)} | {descriptor.Title}", index, StringComparison.Ordinal);
            string page = File.ReadAllText(Path.Combine(folder, descriptor.Id + ".md"));
            Assert.StartsWith($"# {descriptor.Id}: {descriptor.Title}", page, StringComparison.Ordinal);
        });
    }

    private static string Severity(DiagnosticDescriptor descriptor) => descriptor.DefaultSeverity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "suggestion",
    };
}
