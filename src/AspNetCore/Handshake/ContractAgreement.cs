using Microsoft.AspNetCore.Http;
using TypedWs.CompilerServices;

namespace TypedWs.AspNetCore.Handshake;

/// <summary>How the contract that a client asks for compares with ours.</summary>
/// <param name="IsStated">Whether the client said which contract it has; plain clients do not.</param>
/// <param name="Mismatch">The close reason where it is another one, or null.</param>
/// <param name="OtherFingerprint">The fingerprint of the client's build where that differs from ours, or null.</param>
internal readonly record struct ContractAgreement(bool IsStated, string? Mismatch, string? OtherFingerprint)
{
    // A browser's page cannot set headers.
    private const string QueryParameter = "contract";

    public static ContractAgreement Of(HttpRequest request, ProtocolDescriptor ours)
    {
        IReadOnlyList<ContractOffer> offers = ContractHeader.Parse(request.Headers[ContractHeader.Name]);
        if (offers.Count == 0)
            offers = ContractHeader.Parse(request.Query[QueryParameter]);
        if (offers.Count == 0)
            return default;

        foreach (ContractOffer offer in offers)
        {
            if (offer.Name == ours.Name && offer.Version == ours.Version)
            {
                bool differs = offer.Fingerprint is not null && offer.Fingerprint != ours.Fingerprint;
                return new ContractAgreement(true, null, differs ? offer.Fingerprint : null);
            }
        }

        string mismatch = $"this endpoint serves {ours.Name}/{ours.Version}, the client asked for {offers[0].Name}/{offers[0].Version}";
        return new ContractAgreement(true, mismatch, null);
    }
}
