using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Model;
using TypedWs.Generators.Parsing;
using TypedWs.Testing.Generators.Model;

namespace TypedWs.Testing.Generators.Parsing;

/// <summary>Makes a <see cref="DoublesModel"/> of a protocol whose handler interfaces are compiled.</summary>
internal static class DoublesParser
{
    /// <returns>The model, or else why there is none; neither while the user is still typing.</returns>
    public static (DoublesModel? Model, DoublesFlaw? Flaw) Parse(AttributeData attribute, Compilation compilation, CancellationToken cancellationToken)
    {
        if (DoublesAttribute.FindProtocol(attribute) is not { } protocol)
        {
            return default;
        }

        if (protocol.FindAttribute(ContractAttributes.Protocol) is null)
        {
            return (null, new("is not marked [Protocol]", "Name the class that is, such as [assembly: RecordingDoubles<ChatProtocol>]"));
        }

        if (SymbolEqualityComparer.Default.Equals(protocol.ContainingAssembly, compilation.Assembly))
        {
            return (null, new("belongs to this project, whose generated handlers are not compiled yet", "Move the contracts to a project of their own and reference it"));
        }

        if (FindHandler(protocol, "Client", compilation) is not { } client || FindHandler(protocol, "Server", compilation) is not { } server)
        {
            return (null, new("has no handlers that this project may mention", "Make the protocol public, or its assembly's internals visible to this one"));
        }

        var model = new DoublesModel(
            protocol.ToQualifiedName(),
            protocol.ContainingNamespace.IsGlobalNamespace ? string.Empty : protocol.ContainingNamespace.ToDisplayString(),
            ProtocolPrefix.Of(protocol),
            ParseMessages(client, cancellationToken),
            ParseMessages(server, cancellationToken));
        return (model, null);
    }

    private static INamedTypeSymbol? FindHandler(INamedTypeSymbol protocol, string side, Compilation compilation)
        => protocol.ContainingNamespace.GetTypeMembers($"I{ProtocolPrefix.Of(protocol)}{side}Handler", 0).FirstOrDefault(handler
            => SymbolEqualityComparer.Default.Equals(handler.ContainingAssembly, protocol.ContainingAssembly) && handler.IsAccessibleToGeneratedCode(compilation));

    private static EquatableArray<HandledMessageModel> ParseMessages(INamedTypeSymbol handler, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return handler.GetMembers().OfType<IMethodSymbol>().Where(IsHandlerMethod).Select(ParseMessage).ToEquatableArray();
    }

    private static bool IsHandlerMethod(IMethodSymbol method)
        => method is { IsStatic: false, IsAbstract: true, MethodKind: MethodKind.Ordinary, Parameters.Length: > 0 };

    private static HandledMessageModel ParseMessage(IMethodSymbol method) => new(
        NameOf(method.Name),
        method.Parameters[0].Type.ToQualifiedName(),
        method.Parameters.Select(static parameter => new HandlerParameterModel(parameter.Type.ToQualifiedName(), parameter.Name)).ToEquatableArray(),
        method.ReturnType.ToQualifiedName(),
        ReplyOf(method));

    /// <summary><c>Say</c> of <c>OnSayAsync</c>.</summary>
    private static string NameOf(string method) => method.Substring("On".Length, method.Length - "On".Length - "Async".Length);

    private static ReplyNeed ReplyOf(IMethodSymbol method)
    {
        bool yieldsNothing = method.ReturnType is INamedTypeSymbol { IsGenericType: false };
        bool takesStream = method.Parameters.Any(static parameter => parameter.Name == "stream");
        if (!yieldsNothing || takesStream)
        {
            return ReplyNeed.Required;
        }

        return method.Parameters[0].Type.AllInterfaces.Any(static implemented => implemented.Is(ContractAttributes.Returns)) ? ReplyNeed.Optional : ReplyNeed.None;
    }
}
