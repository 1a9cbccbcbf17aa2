using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedWs.Generators.Model;
using TypedWs.Generators.Parsing;

namespace TypedWs.Generators.Diagnostics;

/// <summary>
/// The conflicts between the messages of each protocol of a compilation, found when the first message is analyzed: so they are reported while the user types,
/// not at the end of a build. Thread-safe.
/// </summary>
internal sealed class ContractConflicts(Compilation compilation)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<MessageConflict>> _conflicts = new();
    private ILookup<string, MessageModel>? _messages;

    /// <summary>What is wrong between a message and the others of its protocol.</summary>
    public IEnumerable<MessageConflict> Of(MessageModel head, CancellationToken cancellationToken)
    {
        // Found by two threads at once, they are the same.
        _messages ??= FindMessages(cancellationToken);
        return _conflicts
            .GetOrAdd(head.Protocol, protocol => MessageConflict.Find([.. ContractParser.InOrder(_messages[protocol])]))
            .Where(conflict => conflict.Message == head);
    }

    private ILookup<string, MessageModel> FindMessages(CancellationToken cancellationToken)
        => TypesIn(compilation.Assembly.GlobalNamespace)
            .Where(type => HasAttributes(type, cancellationToken))
            .SelectMany(type => type.GetAttributes().Select(attribute => ContractAttributes.SenderOf(attribute) is { } sender
                ? MessageParser.ParseHead(type, attribute, sender, compilation, cancellationToken)
                : null))
            .OfType<MessageModel>()
            .ToLookup(static message => message.Protocol);

    /// <summary>Attributes are bound for the types only that have any.</summary>
    private static bool HasAttributes(INamedTypeSymbol type, CancellationToken cancellationToken)
        => type.DeclaringSyntaxReferences.Any(reference
            => reference.GetSyntax(cancellationToken) is BaseTypeDeclarationSyntax { AttributeLists.Count: > 0 });

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container)
        => container.GetMembers().OfType<INamespaceOrTypeSymbol>().SelectMany(static member
            => member is INamedTypeSymbol type ? TypesIn(type).Prepend(type) : TypesIn(member));
}
