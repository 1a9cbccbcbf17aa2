using System.Globalization;
using LoadTest.Messages;
using LoadTest.Metering;

namespace LoadTest.Client;

/// <summary>Asks things of the server, beside the connection that is measured.</summary>
internal sealed class ServerControl(Uri server) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = server };

    /// <param name="lanes">Over how many connections the client will post.</param>
    public Task ResetAsync(int lanes) => PostAsync($"reset?lanes={lanes}");

    public async Task<Reading> ReadMeterAsync()
        => await _http.GetFromJsonAsync("control/meter", MeterJson.Default.Reading) ?? throw new InvalidDataException("The server's meter reads null.");

    public async Task<long> ReadLiveHeapAsync() => Parse(await _http.GetStringAsync(Address("heap")));

    /// <summary>Waits until the server has received so many messages since it was reset.</summary>
    public async Task WaitForAsync(long count)
    {
        using HttpResponseMessage response = await _http.GetAsync(Address($"received?count={count}"));
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Lets the server send to the connection that was made last.</summary>
    /// <returns>How many messages it sent.</returns>
    public async Task<long> PushAsync(TimeSpan duration, MessageShape shape)
        => Parse(await PostAsync(string.Create(CultureInfo.InvariantCulture, $"push?seconds={duration.TotalSeconds}&shape={shape}")));

    public Task BroadcastAsync(long first, int count) => PostAsync($"broadcast?first={first}&count={count}");

    public void Dispose() => _http.Dispose();

    private async Task<string> PostAsync(string what)
    {
        using HttpResponseMessage response = await _http.PostAsync(Address(what), content: null);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private static Uri Address(string what) => new($"control/{what}", UriKind.Relative);

    private static long Parse(string number) => long.Parse(number, CultureInfo.InvariantCulture);
}
