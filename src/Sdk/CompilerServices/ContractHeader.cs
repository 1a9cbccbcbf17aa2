using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace TypedWs.CompilerServices;

/// <summary>The handshake header that says which protocols a side speaks: <c>TypedWs-Contract: chat/1; fingerprint=…</c>, a list where there are several.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ContractHeader
{
    /// <summary>The header's name.</summary>
    public const string Name = "TypedWs-Contract";

    private const string FingerprintPrefix = "fingerprint=";

    // A process has few protocols, and writes the header in each handshake. Thread-safe.
    private static readonly ConditionalWeakTable<ProtocolDescriptor, string> Values = [];

    /// <summary>Writes the header's value for one protocol.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <returns>The value.</returns>
    public static string Format(ProtocolDescriptor protocol)
        => Values.GetValue(
            protocol,
            static protocol => string.Create(CultureInfo.InvariantCulture, $"{protocol.Name}/{protocol.Version}; {FingerprintPrefix}{protocol.Fingerprint}"));

    /// <summary>Reads the header's value. What cannot be read is left out.</summary>
    /// <param name="value">The value, or null.</param>
    /// <returns>The protocols that it names.</returns>
    public static IReadOnlyList<ContractOffer> Parse(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return [];

        var offers = new List<ContractOffer>(1);
        foreach (Range item in value.AsSpan().Split(','))
        {
            if (ParseOne(value.AsSpan(item).Trim()) is { } offer)
                offers.Add(offer);
        }

        return offers;
    }

    private static ContractOffer? ParseOne(ReadOnlySpan<char> item)
    {
        MemoryExtensions.SpanSplitEnumerator<char> parts = item.Split(';');
        parts.MoveNext();
        ReadOnlySpan<char> protocol = item[parts.Current].Trim();
        int slash = protocol.LastIndexOf('/');
        if (slash <= 0 || !int.TryParse(protocol[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int version))
            return null;

        string name = protocol[..slash].ToString();
        foreach (Range rest in parts)
        {
            ReadOnlySpan<char> parameter = item[rest].Trim();
            if (parameter.StartsWith(FingerprintPrefix, StringComparison.OrdinalIgnoreCase))
                return new ContractOffer(name, version, parameter[FingerprintPrefix.Length..].ToString());
        }

        return new ContractOffer(name, version, null);
    }
}
