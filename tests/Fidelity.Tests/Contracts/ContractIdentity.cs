using System.Globalization;

namespace TypedWs.Fidelity.Tests.Contracts;

/// <summary>Texts that are the same for equal values only; a record's own equality stops at its collections.</summary>
internal static class ContractIdentity
{
    internal static string Of(Shape shape) => shape switch
    {
        Circle circle => $"circle({circle.Name ?? "null"}, {BitConverter.DoubleToInt64Bits(circle.Radius)})",
        Group group => $"group({group.Name ?? "null"}, [{string.Join(", ", group.Shapes.Select(static inner => Of((Shape)inner)))}])",
        _ => throw new ArgumentException($"{shape.GetType()} is no case of {nameof(Shape)}.", nameof(shape)),
    };

    internal static string Of(Node node)
        => $"{node.Value}({(node.Next is null ? "" : Of(node.Next))})[{string.Join(", ", node.Children.Select(Of))}]";

    internal static string Of(Basket basket) => string.Join(
        "; ",
        basket.Id,
        string.Join(", ", basket.Shapes.Select(Of)),
        basket.Numbers is null ? "null" : Entries(basket.Numbers, static list => string.Join(", ", list.Select(static number => number?.ToString(CultureInfo.InvariantCulture) ?? "null"))),
        basket.Pair,
        basket.Place,
        Entries(basket.Nested, static inner => Entries(inner, static texts => string.Join(", ", texts.Select(static text => text ?? "null")))),
        basket.Rights,
        basket.Tree is null ? "null" : Of(basket.Tree),
        basket.At?.ToString("O", CultureInfo.InvariantCulture),
        basket.Price?.Item1.ToString(CultureInfo.InvariantCulture),
        basket.Price is null ? "null" : Convert.ToHexString(basket.Price.Item2));

    private static string Entries<TKey, T>(IEnumerable<KeyValuePair<TKey, T>> entries, Func<T, string> identity)
        => string.Join(", ", entries.Select(entry => $"{entry.Key}: {identity(entry.Value)}"));
}
