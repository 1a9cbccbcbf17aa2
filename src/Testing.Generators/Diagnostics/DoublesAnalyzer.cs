using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedWs.Generators.Parsing;
using TypedWs.Testing.Generators.Parsing;

namespace TypedWs.Testing.Generators.Diagnostics;

/// <summary>Reports what the generator leaves out, at the user's own line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DoublesAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DoublesDiagnostics.NoHandlers];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterSemanticModelAction(Analyze);
    }

    private static void Analyze(SemanticModelAnalysisContext context)
    {
        Compilation compilation = context.SemanticModel.Compilation;
        foreach (AttributeData attribute in compilation.Assembly.GetAttributes().Where(DoublesAttribute.Is))
        {
            if (attribute.ApplicationSyntaxReference is { } reference
                && reference.SyntaxTree == context.SemanticModel.SyntaxTree
                && DoublesParser.Parse(attribute, compilation, context.CancellationToken).Flaw is { } flaw)
            {
                Location location = reference.GetSyntax(context.CancellationToken).GetLocation();
                string protocol = DoublesAttribute.FindProtocol(attribute)!.ToReadableName();
                context.ReportDiagnostic(Diagnostic.Create(DoublesDiagnostics.NoHandlers, location, protocol, flaw.What, flaw.Remedy));
            }
        }
    }
}
