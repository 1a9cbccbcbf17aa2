using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Chat.Client;

/// <summary>Logs in at a chat's server, anew for each attempt to connect: tokens expire. Thread-safe.</summary>
internal sealed class Login(Uri chat, string user) : IDisposable
{
    private readonly HttpClient _http = new();

    private readonly Uri _uri = new UriBuilder(chat) { Scheme = chat.Scheme == Uri.UriSchemeWss ? Uri.UriSchemeHttps : Uri.UriSchemeHttp, Path = "/login", Query = "" }.Uri;

    /// <summary>Adds the token to the headers of a handshake.</summary>
    public async ValueTask AuthorizeAsync(IDictionary<string, string> headers, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await _http.PostAsJsonAsync(_uri, new { user }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        JsonElement token = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        headers["Authorization"] = new AuthenticationHeaderValue("Bearer", token.GetProperty("accessToken").GetString()).ToString();
    }

    public void Dispose() => _http.Dispose();
}
