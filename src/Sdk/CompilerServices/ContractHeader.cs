using System.ComponentModel;
using System.Globalization;

namespace TypedWs.CompilerServices;

/// <summary>The handshake header that says which protocols a side speaks: <c>TypedWs-Contract: chat/1; fingerprint=…</c>, a list where there are several.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ContractHeader
{
    /// <summary>The header's name.</summary>
    public const string Name = "TypedWs-Contract";

    private const string FingerprintPrefix = "fingerprint=";

    /// <summary>Writes the header's value for one protocol.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <returns>The value.</returns>
    public static string Format(ProtocolDescriptor protocol)
        => string.Create(CultureInfo.InvariantCulture, $"{protocol.Name}/{protocol.Version}; {FingerprintPrefix}{protocol.Fingerprint}");

    /// <summary>Reads the header's value. What cannot be read is left out.</summary>
    /// <param name="value">The value, or null.</param>
    /// <returns>The protocols that it names.</returns>
    public static IReadOnlyList<ContractOffer> Parse(string? value)
    {
        var offers = new List<ContractOffer>();
        foreach (string item in (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = item.Split(';', StringSplitOptions.TrimEntries);
            int slash = parts[0].LastIndexOf('/');
            if (slash <= 0 || !int.TryParse(parts[0].AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int version))
                continue;

            string? fingerprint = parts.Skip(1).FirstOrDefault(p => p.StartsWith(FingerprintPrefix, StringComparison.OrdinalIgnoreCase));
            offers.Add(new ContractOffer(parts[0][..slash], version, fingerprint?[FingerprintPrefix.Length..]));
        }

        return offers;
    }
}
