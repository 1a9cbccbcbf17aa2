using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Emission;
using TypedWs.Generators.Model;
using TypedWs.Generators.Parsing;

namespace TypedWs.Generators;

/// <summary>
/// Emits everything between a protocol's records and the wire. What is wrong with a contract is left out without a word here: the analyzer says it.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ContractGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ProtocolModel> protocols = context.SyntaxProvider
            .ForAttributeWithMetadataName(ContractAttributes.Protocol, static (_, _) => true, ParseProtocol)
            .Where(static protocol => protocol is not null)
            .Select(static (protocol, _) => protocol!)
            .WithTrackingName(TrackingNames.Protocols);

        var clientMessages = FindMessages(context, ContractAttributes.FromClient, MessageSender.Client, TrackingNames.ClientMessages);
        var serverMessages = FindMessages(context, ContractAttributes.FromServer, MessageSender.Server, TrackingNames.ServerMessages);

        IncrementalValuesProvider<ContractModel> contracts = protocols
            .Combine(clientMessages)
            .Combine(serverMessages)
            .Select(static (parts, _) => ContractParser.Parse(parts.Left.Left, parts.Left.Right.Concat(parts.Right)))
            .WithTrackingName(TrackingNames.Contracts);

        context.RegisterSourceOutput(contracts, ContractEmitter.Emit);
    }

    private static IncrementalValueProvider<ImmutableArray<MessageModel>> FindMessages(
        IncrementalGeneratorInitializationContext context,
        string attribute,
        MessageSender sender,
        string trackingName)
        => context.SyntaxProvider
            .ForAttributeWithMetadataName(attribute, static (_, _) => true, (attributed, token) => ParseMessages(attributed, sender, token))
            .SelectMany(static (messages, _) => messages)
            .WithTrackingName(trackingName)
            .Collect();

    private static ProtocolModel? ParseProtocol(GeneratorAttributeSyntaxContext attributed, CancellationToken cancellationToken)
        => attributed.TargetSymbol is INamedTypeSymbol type
            ? ProtocolParser.Parse(type, attributed.Attributes[0], attributed.SemanticModel.Compilation, cancellationToken).Model
            : null;

    private static EquatableArray<MessageModel> ParseMessages(
        GeneratorAttributeSyntaxContext attributed,
        MessageSender sender,
        CancellationToken cancellationToken)
        => attributed.TargetSymbol is INamedTypeSymbol type
            ? attributed.Attributes
                .Select(attribute => MessageParser.Parse(type, attribute, sender, attributed.SemanticModel.Compilation, cancellationToken).Model)
                .OfType<MessageModel>()
                .ToEquatableArray()
            : [];
}
