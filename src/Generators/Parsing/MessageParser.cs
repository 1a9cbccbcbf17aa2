using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Diagnostics;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>Makes a <see cref="MessageModel"/> of a type marked <c>[FromClient]</c> or <c>[FromServer]</c>.</summary>
internal sealed class MessageParser
{
    private readonly INamedTypeSymbol _type;
    private readonly AttributeData _attribute;
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellationToken;
    private readonly ProblemList _problems = new();

    private MessageParser(INamedTypeSymbol type, AttributeData attribute, Compilation compilation, CancellationToken cancellationToken)
    {
        _type = type;
        _attribute = attribute;
        _compilation = compilation;
        _cancellationToken = cancellationToken;
    }

    private Location AttributeLocation => _attribute.ApplicationSyntaxReference?.GetSyntax(_cancellationToken).GetLocation() ?? _type.Locations[0];

    public static Parsed<MessageModel> Parse(
        INamedTypeSymbol type,
        AttributeData attribute,
        MessageSender sender,
        Compilation compilation,
        CancellationToken cancellationToken)
    {
        var parser = new MessageParser(type, attribute, compilation, cancellationToken);
        MessageModel? model = parser.Parse(sender);
        return new Parsed<MessageModel>(parser._problems.HasErrors ? null : model, parser._problems.All);
    }

    /// <summary>The message without the types that it contains: enough to tell whether it is in conflict with another.</summary>
    public static MessageModel? ParseHead(
        INamedTypeSymbol type,
        AttributeData attribute,
        MessageSender sender,
        Compilation compilation,
        CancellationToken cancellationToken)
    {
        var parser = new MessageParser(type, attribute, compilation, cancellationToken);
        return parser.ParseHead(sender)?.Message;
    }

    private (MessageModel Message, INamedTypeSymbol Protocol, MessageShape Shape)? ParseHead(MessageSender sender)
    {
        if (FindProtocol() is not { } protocol || !IsConcrete())
        {
            return null;
        }

        MessageShape shape = ReplyParser.Parse(_type, _problems);
        shape = shape with { Errors = DeclaredErrors.Find(_type, shape.Kind, _problems, _cancellationToken) };
        CheckAccessibility(_type, protocol);
        foreach (ITypeSymbol other in new[] { shape.Reply, shape.Accepted }.OfType<ITypeSymbol>().Concat(shape.Errors.Select(static error => error.Type)))
        {
            CheckAccessibility(other, protocol);
        }

        string defaultName = $"{ProtocolParser.NameOf(protocol.FindAttribute(ContractAttributes.Protocol)!)}.{CamelCase.Of(_type.Name)}";
        string wireName = ParseName(defaultName);
        int timeout = TimeoutParser.Parse(_type, _attribute, shape.Kind, AttributeLocation, _problems);
        EquatableArray<string> policies = RequiredPolicies.Parse(_type, sender, _problems, _cancellationToken);
        SlowPolicyModel? whenSlow = SlowPolicies.Parse(_type, shape.Kind, _compilation, _problems, _cancellationToken);
        if (_problems.HasErrors)
        {
            return null;
        }

        var message = new MessageModel(
            protocol.ToQualifiedName(),
            ProtocolPrefix.Of(protocol),
            _type.Name,
            wireName,
            shape.Kind,
            sender,
            _type.ToQualifiedName(),
            Reply: null,
            Accepted: null,
            StreamMember.NameOf(_type),
            timeout,
            policies,
            whenSlow,
            Errors: [],
            Summary: null,
            Overload: null,
            Types: []);
        return (message, protocol, shape);
    }

    private MessageModel? Parse(MessageSender sender)
    {
        if (ParseHead(sender) is not var (head, protocol, shape))
        {
            return null;
        }

        var types = new TypeParser(_compilation, _problems, PolicyParser.Parse(protocol.FindAttribute(ContractAttributes.Protocol)!), _cancellationToken);
        var site = new TypeSite(_type.ToReadableName(), _type.Locations[0], TypeDiagnostics.UnsupportedMember);
        string typeName = types.ParseNotNull(_type, site);
        string? replyName = ParseReply(shape.Reply, types, site with { Unsupported = shape.IsStreamed ? TypeDiagnostics.UnsupportedItem : TypeDiagnostics.UnsupportedReply });
        string? acceptedName = ParseReply(shape.Accepted, types, site with { Unsupported = TypeDiagnostics.UnsupportedItem });
        TypeSite errorSite = site with { Unsupported = TypeDiagnostics.UnsupportedError };
        var errors = shape.Errors.Select(error => DeclaredErrors.Parse(error.Code, error.Type, types, errorSite, _cancellationToken)).ToEquatableArray();
        DocumentationParser documentation = DocumentationParser.Parse(_type, _cancellationToken);
        ObjectModel? self = types.Types.OfType<ObjectModel>().FirstOrDefault(model => model.Name == typeName);
        StreamMember.Check(_type, shape, self, _problems);
        CheckReserved(head, protocol);
        return head with
        {
            Type = typeName,
            Reply = replyName,
            Accepted = acceptedName,
            Errors = errors,
            Summary = documentation.Summary,
            Overload = self is null ? null : OverloadParser.Parse(_type, self, shape.Accepted is not null, documentation, _compilation),
            Types = types.Types.ToEquatableArray(),
        };
    }

    /// <summary>Code without nullable annotations does not mean a reply that may be null.</summary>
    private static string? ParseReply(ITypeSymbol? reply, TypeParser types, TypeSite site) => reply switch
    {
        null => null,
        { NullableAnnotation: NullableAnnotation.None } => types.ParseNotNull(reply, site),
        _ => types.Parse(reply, site),
    };

    private INamedTypeSymbol? FindProtocol()
    {
        if (_attribute.AttributeClass?.TypeArguments is not [INamedTypeSymbol { TypeKind: not TypeKind.Error } protocol])
        {
            _problems.AddReportedElsewhere();
            return null;
        }

        if (protocol.FindAttribute(ContractAttributes.Protocol) is null)
        {
            Report("is not marked", $"Mark '{protocol.ToReadableName()}' [Protocol(\"…\")], or name another class");
        }
        else if (!SymbolEqualityComparer.Default.Equals(protocol.ContainingAssembly, _compilation.Assembly))
        {
            Report($"is part of assembly '{protocol.ContainingAssembly.Name}'", "Declare the message there, or a protocol here");
        }

        return _problems.HasErrors ? null : protocol;

        void Report(string flaw, string remedy)
            => _problems.Add(ContractDiagnostics.NotAProtocol, AttributeLocation, _type.ToReadableName(), protocol.ToReadableName(), flaw, remedy);
    }

    private bool IsConcrete()
    {
        for (INamedTypeSymbol? current = _type; current is not null; current = current.ContainingType)
        {
            if (current.TypeParameters.Length > 0)
            {
                _problems.Add(ContractDiagnostics.OpenGeneric, _type.Locations[0], _type.ToReadableName());
                return false;
            }
        }

        string? flaw = _type switch
        {
            { TypeKind: TypeKind.Interface } => "an interface",
            { IsStatic: true } => "static",
            { IsAbstract: true } => "abstract",
            { IsRefLikeType: true } => "a ref struct",
            _ => null,
        };

        if (flaw is not null)
        {
            _problems.Add(ContractDiagnostics.AbstractMessage, _type.Locations[0], _type.ToReadableName(), flaw);
        }

        return flaw is null;
    }

    private void CheckAccessibility(ITypeSymbol type, INamedTypeSymbol protocol)
    {
        bool isPublic = protocol.DeclaredAccessibility == Accessibility.Public;
        if (!type.IsAccessibleToGeneratedCode(_compilation) || (isPublic && !type.IsPublicEverywhere()))
        {
            _problems.Add(
                ContractDiagnostics.InaccessibleMessage,
                _type.Locations[0],
                type.ToReadableName(),
                type.DescribeAccessibility(),
                protocol.ToReadableName(),
                isPublic ? "public" : "internal",
                isPublic ? "Make it public, or the protocol internal" : "Make it internal or public");
        }
    }

    private string ParseName(string defaultName)
    {
        if (_attribute.ConstructorArguments is not [{ Value: string name }])
        {
            return defaultName;
        }

        if (WireNames.FindFlaw(name) is { } flaw)
        {
            _problems.Add(ContractDiagnostics.MessageName, AttributeLocation, _type.ToReadableName(), name, flaw, defaultName);
        }

        return name;
    }

    private void CheckReserved(MessageModel message, INamedTypeSymbol protocol)
    {
        if (GeneratedMember.Of(message).FirstOrDefault(static member => member.IsTaken) is { } taken)
        {
            _problems.Add(ContractDiagnostics.ReservedMember, _type.Locations[0], _type.ToReadableName(), taken.Name, taken.Owner);
        }

        foreach (GeneratedMember member in GeneratedMember.Of(message))
        {
            if (ExtendedTypes.FindTaken(protocol, member, _type) is { } own)
            {
                _problems.Add(ContractDiagnostics.ReservedMember, own.Locations[0], _type.ToReadableName(), member.Name, member.Owner);
                return;
            }
        }
    }
}
