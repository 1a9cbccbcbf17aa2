using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Diagnostics;
using TypedWs.Testing.Generators.Diagnostics;

namespace TypedWs.Generators.Tests.Diagnostics;

/// <summary>What users read of each diagnostic, reviewed as one text.</summary>
public sealed class DescriptorTests
{
    [Fact]
    public void Descriptors_AreAsReviewed()
    {
        var text = new StringBuilder();
        foreach (DiagnosticDescriptor descriptor in new ContractAnalyzer().SupportedDiagnostics.Concat(new DoublesAnalyzer().SupportedDiagnostics).OrderBy(d => d.Id, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{descriptor.Id} {descriptor.DefaultSeverity}, {descriptor.Category}: {descriptor.Title}\n")
                .Append(CultureInfo.InvariantCulture, $"    {descriptor.MessageFormat}\n");
        }

        Snapshot.Verify(text.ToString(), "Descriptors");
    }
}
