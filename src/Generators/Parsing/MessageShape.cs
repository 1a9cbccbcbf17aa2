using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>What a message's interfaces and attributes say of its answer.</summary>
/// <param name="Kind">What it expects in return, and whether it takes a stream along.</param>
/// <param name="Reply">The type of the reply, or of the items that it is answered with; null where there is none.</param>
/// <param name="Accepted">The type of the items that it takes along, or null.</param>
internal readonly record struct MessageShape(MessageKind Kind, ITypeSymbol? Reply, ITypeSymbol? Accepted)
{
    /// <summary>The errors that it declares, by code.</summary>
    public IReadOnlyList<(int Code, ITypeSymbol Type)> Errors { get; init; } = [];

    /// <summary>Whether the message is answered with a stream.</summary>
    public bool IsStreamed => Kind is MessageKind.Stream or MessageKind.Duplex;
}
