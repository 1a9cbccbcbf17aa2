using System;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedWs.Generators.Model;
using TypedWs.Generators.Parsing;

namespace TypedWs.Generators.Diagnostics;

/// <summary>
/// Reports what the generator leaves out, at the user's own line. It stands beside the generator so that <c>#pragma</c> and
/// <c>.editorconfig</c> work.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContractAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. ContractDiagnostics.All, .. TypeDiagnostics.All];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        // Contracts may be generated, too.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var analysis = new Analysis(start.Compilation);
            start.RegisterSymbolAction(analysis.AnalyzeType, SymbolKind.NamedType);
        });
    }

    /// <summary>The analysis of one compilation. Types are analyzed concurrently.</summary>
    private sealed class Analysis(Compilation compilation)
    {
        private readonly ContractConflicts _conflicts = new(compilation);

        // Types that several messages contain are parsed once for each, and messages that both sides send are in conflict twice.
        private readonly ConcurrentDictionary<(Location Location, string Text), bool> _reported = new();

        public void AnalyzeType(SymbolAnalysisContext context)
        {
            var type = (INamedTypeSymbol)context.Symbol;
            foreach (AttributeData attribute in type.GetAttributes())
            {
                if (attribute.AttributeClass.Is(ContractAttributes.Protocol))
                {
                    Report(context, ProtocolParser.Parse(type, attribute, compilation, context.CancellationToken));
                }
                else if (ContractAttributes.SenderOf(attribute) is { } sender)
                {
                    AnalyzeMessage(context, type, attribute, sender);
                }
            }

            if (IsRequestWithoutProtocol(type))
            {
                Report(new Problem(ContractDiagnostics.NoProtocol, type.Locations[0], [type.ToReadableName()]), context.ReportDiagnostic);
            }
        }

        /// <summary>Types that other requests are derived from need no protocol.</summary>
        private static bool IsRequestWithoutProtocol(INamedTypeSymbol type)
            => type is { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false, IsGenericType: false }
                && type.AllInterfaces.Any(static candidate => candidate.Is(ContractAttributes.Returns) || candidate.Is(ContractAttributes.ReturnsReply))
                && !type.GetAttributes().Any(static attribute
                    => attribute.AttributeClass is { TypeKind: TypeKind.Error } || ContractAttributes.SenderOf(attribute) is not null);

        private void AnalyzeMessage(SymbolAnalysisContext context, INamedTypeSymbol type, AttributeData attribute, MessageSender sender)
        {
            Parsed<MessageModel> message = MessageParser.Parse(type, attribute, sender, compilation, context.CancellationToken);
            Report(context, message);
            if (MessageParser.ParseHead(type, attribute, sender, compilation, context.CancellationToken) is { } head)
            {
                foreach (MessageConflict conflict in _conflicts.Of(head, context.CancellationToken))
                {
                    Report(new Problem(conflict.Descriptor, type.Locations[0], conflict.Arguments), context.ReportDiagnostic);
                }
            }
        }

        private void Report<T>(SymbolAnalysisContext context, Parsed<T> parsed)
            where T : class
        {
            foreach (Problem problem in parsed.Problems)
            {
                Report(problem, context.ReportDiagnostic);
            }
        }

        private void Report(Problem problem, Action<Diagnostic> report)
        {
            Diagnostic diagnostic = problem.ToDiagnostic();
            if (_reported.TryAdd((diagnostic.Location, diagnostic.Id + diagnostic.GetMessage(CultureInfo.InvariantCulture)), true))
            {
                report(diagnostic);
            }
        }
    }
}
