using Chat.Contracts;

namespace Chat.Server;

internal static class AudienceNames
{
    /// <summary>The names of the members in alphabetical order, each once: somebody may be there with several connections.</summary>
    public static string[] Names(this ChatAudience audience)
        => [.. audience.Select(static member => member.UserId).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
}
