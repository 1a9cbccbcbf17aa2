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
            start.RegisterCompilationEndAction(analysis.AnalyzeConflicts);
        });
    }

    /// <summary>The analysis of one compilation. Types are analyzed concurrently.</summary>
    private sealed class Analysis(Compilation compilation)
    {
        private readonly ConcurrentBag<(MessageModel Model, INamedTypeSymbol Type)> _messages = [];

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
                else if (attribute.AttributeClass.Is(ContractAttributes.FromClient))
                {
                    AnalyzeMessage(context, type, attribute, MessageSender.Client);
                }
                else if (attribute.AttributeClass.Is(ContractAttributes.FromServer))
                {
                    AnalyzeMessage(context, type, attribute, MessageSender.Server);
                }
            }
        }

        public void AnalyzeConflicts(CompilationAnalysisContext context)
        {
            foreach (var protocol in _messages.GroupBy(static message => message.Model.Protocol))
            {
                MessageModel[] messages = [.. ContractParser.InOrder(protocol.Select(static message => message.Model))];
                foreach (MessageConflict conflict in MessageConflict.Find(messages))
                {
                    INamedTypeSymbol type = protocol.First(message => message.Model == conflict.Message).Type;
                    Report(new Problem(conflict.Descriptor, type.Locations[0], conflict.Arguments), context.ReportDiagnostic);
                }
            }
        }

        private void AnalyzeMessage(SymbolAnalysisContext context, INamedTypeSymbol type, AttributeData attribute, MessageSender sender)
        {
            Parsed<MessageModel> message = MessageParser.Parse(type, attribute, sender, compilation, context.CancellationToken);
            Report(context, message);
            if (message.Model is not null)
            {
                _messages.Add((message.Model, type));
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
