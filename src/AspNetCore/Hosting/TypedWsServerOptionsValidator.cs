using Microsoft.Extensions.Options;
using TypedWs.AspNetCore.Handshake;
using static TypedWs.SettingChecks;

namespace TypedWs.AspNetCore.Hosting;

/// <summary>Refuses settings that no connection could work with, all at once and by name.</summary>
internal sealed class TypedWsServerOptionsValidator : IValidateOptions<TypedWsServerOptions>
{
    public ValidateOptionsResult Validate(string? name, TypedWsServerOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        CheckConnection(result, options.Connection);
        CheckConversation(result, options.Conversation);
        AtLeastOrNone(result, options.MaxConnections, nameof(options.MaxConnections));
        AtLeastOrNone(result, options.MaxConnectionsPerUser, nameof(options.MaxConnectionsPerUser));
        AtLeastOrNone(result, options.MaxConnectionsPerAddress, nameof(options.MaxConnectionsPerAddress));
        AtLeastOrNone(result, options.MaxConcurrentHandshakes, nameof(options.MaxConcurrentHandshakes));
        AtLeast(result, 1, options.MaxWaitingGroupChanges, nameof(options.MaxWaitingGroupChanges));
        if (options.DrainTimeout < TimeSpan.Zero && options.DrainTimeout != Timeout.InfiniteTimeSpan)
            result.AddError($"is {options.DrainTimeout}; expected zero or more, or Timeout.InfiniteTimeSpan for as long as the host permits.", nameof(options.DrainTimeout));
        Positive(result, options.IdleTimeout, nameof(options.IdleTimeout));
        Positive(result, options.MaxConnectionAge, nameof(options.MaxConnectionAge));
        AtLeast(result, 1, options.SlowBufferSize, nameof(options.SlowBufferSize));
        if (!Enum.IsDefined(options.WhenSlow))
            result.AddError($"is {options.WhenSlow}; expected one of SlowPolicy.", nameof(options.WhenSlow));
        if (!Enum.IsDefined(options.SlowAudienceMembers))
            result.AddError($"is {options.SlowAudienceMembers}; expected Disconnect or Drop.", nameof(options.SlowAudienceMembers));

        if (!Enum.IsDefined(options.HandlerLifetime))
            result.AddError($"is {options.HandlerLifetime}; expected PerConversation or PerMessage.", nameof(options.HandlerLifetime));

        if (!Enum.IsDefined(options.RateLimitExceeded))
            result.AddError($"is {options.RateLimitExceeded}; expected Refuse or Disconnect.", nameof(options.RateLimitExceeded));

        if (options.QueryTokenParameter is "" || string.Equals(options.QueryTokenParameter, ContractAgreement.QueryParameter, StringComparison.OrdinalIgnoreCase))
            result.AddError($"is '{options.QueryTokenParameter}'; expected a parameter of its own, such as access_token, or null for none.", nameof(options.QueryTokenParameter));

        foreach (string origin in options.AllowedOrigins)
        {
            if (origin != OriginRule.Any && !IsOrigin(origin))
                result.AddError($"contains '{origin}'; expected an origin such as https://example.org, or * for any.", nameof(options.AllowedOrigins));
        }

        return result.Build();
    }

    private static void AtLeastOrNone(ValidateOptionsResultBuilder result, int? value, string setting)
    {
        if (value < 1)
            result.AddError($"is {value}; expected at least 1, or null for no limit.", setting);
    }

    /// <summary>Whether it is a scheme, a host and perhaps a port, and no more: a browser sends no path, not even a slash.</summary>
    private static bool IsOrigin(string origin)
        => Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri)
            && string.Equals(uri.GetLeftPart(UriPartial.Authority), origin, StringComparison.OrdinalIgnoreCase);
}
