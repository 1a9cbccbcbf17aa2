using Microsoft.AspNetCore.Http;
using TypedWs.AspNetCore.Endpoint;
using TypedWs.CompilerServices;

namespace TypedWs.AspNetCore.Handshake;

/// <summary>How the contracts that a client asks for compare with ours.</summary>
/// <param name="IsStated">Whether the client said which contracts it has; plain clients do not, and get all.</param>
/// <param name="Protocols">What this conversation is about; empty where nothing fits.</param>
/// <param name="Mismatch">The close reason where nothing fits, or null.</param>
internal sealed record ContractAgreement(bool IsStated, IReadOnlyList<AgreedProtocol> Protocols, string? Mismatch)
{
    /// <summary>Where a browser's page, which cannot set headers, says it.</summary>
    public const string QueryParameter = "contract";

    public static ContractAgreement Of(HttpRequest request, IReadOnlyList<ServedProtocol> ours)
    {
        IReadOnlyList<ContractOffer> offers = ContractHeader.Parse(request.Headers[ContractHeader.Name]);
        if (offers.Count == 0)
            offers = ContractHeader.Parse(request.Query[QueryParameter]);
        if (offers.Count == 0)
            return new ContractAgreement(false, [.. ours.Select(static served => new AgreedProtocol(served, null))], null);

        AgreedProtocol[] agreed = [.. ours.SelectMany(served => offers.Where(offer => Fits(offer, served.Descriptor)).Take(1).Select(offer => Agree(served, offer)))];
        return agreed.Length > 0
            ? new ContractAgreement(true, agreed, null)
            : new ContractAgreement(true, [], $"this endpoint serves {ServedProtocols.Names(ours)}, the client asked for {offers[0].Name}/{offers[0].Version}");
    }

    private static bool Fits(ContractOffer offer, ProtocolDescriptor ours) => offer.Name == ours.Name && offer.Version == ours.Version;

    private static AgreedProtocol Agree(ServedProtocol served, ContractOffer offer)
        => new(served, offer.Fingerprint == served.Descriptor.Fingerprint ? null : offer.Fingerprint);
}
