using Microsoft.Extensions.Options;
using static TypedWs.SettingChecks;

namespace TypedWs.Hosting;

/// <summary>Refuses settings that no connection could work with, all at once and by the names of client and setting. Says nothing of the address but its scheme: it may hold secrets.</summary>
internal sealed class TypedWsClientOptionsValidator : IValidateOptions<TypedWsClientOptions>
{
    public ValidateOptionsResult Validate(string? name, TypedWsClientOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        CheckUri(result, options.Uri);
        if (!Enum.IsDefined(options.Format))
            result.AddError($"is {options.Format}; expected Json or MessagePack.", nameof(options.Format));
        Positive(result, options.ConnectTimeout, nameof(options.ConnectTimeout));
        AtLeast(result, 0, options.MaxRedirects, nameof(options.MaxRedirects));
        AtLeast(result, 0, options.SendBufferSize, nameof(options.SendBufferSize));
        CheckConnection(result, options.Connection);
        CheckConversation(result, options.Conversation);
        if (options.Reconnect.StableFor < TimeSpan.Zero)
            result.AddError($"is {options.Reconnect.StableFor}; expected zero or more.", "Reconnect.StableFor");

        ValidateOptionsResult built = result.Build();
        return built.Failed ? ValidateOptionsResult.Fail(built.Failures.Select(failure => $"Client {name}: {failure}")) : built;
    }

    private static void CheckUri(ValidateOptionsResultBuilder result, Uri? uri)
    {
        string? error = uri switch
        {
            null => "is not set; expected the server's address, such as wss://example.org/chat.",
            { IsAbsoluteUri: false } => "is relative; expected an address with its scheme, such as wss://example.org/chat.",
            { Scheme: not ("ws" or "wss") } => $"begins with {uri.Scheme}:; expected ws: or, encrypted, wss:.",
            { Fragment.Length: > 0 } => "has a fragment ('#'), which a WebSocket address must not have; remove it, or write %23.",
            _ => null,
        };
        if (error is not null)
            result.AddError(error, nameof(TypedWsClientOptions.Uri));
    }
}
