namespace TypedWs.Tests.Codecs;

/// <summary>What the hand-written codecs of these tests read: as generated ones would, for a contract with nesting, defaults and a gap.</summary>
internal sealed record Order(string Customer, IReadOnlyList<Item> Items, string? Note = "none", int Priority = 3);

internal sealed record Item(string Name, decimal Price, Dictionary<string, int>? Tags = null);
