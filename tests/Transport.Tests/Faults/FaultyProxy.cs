using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace TypedWs.Transport.Tests.Faults;

/// <summary>A TCP proxy on the loopback between a client and a server, each of whose connections goes as a plan says.</summary>
internal sealed class FaultyProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<ProxyLink> _links = new();
    private readonly ConcurrentQueue<Task> _running = new();
    private readonly IPEndPoint _server;
    private readonly Func<int, LinkPlan> _plan;
    private readonly Task _accepting;

    /// <param name="server">Where the server listens.</param>
    /// <param name="plan">The plan of each connection; counts from 1.</param>
    public FaultyProxy(IPEndPoint server, Func<int, LinkPlan> plan)
    {
        _server = server;
        _plan = plan;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Uri => new($"ws://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>The connections so far, in order.</summary>
    public IReadOnlyCollection<ProxyLink> Links => _links;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        foreach (ProxyLink link in _links)
            link.Cut(reset: false);
        await Task.WhenAll(_running);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            for (int number = 1; ; number++)
            {
                Socket client = await _listener.AcceptSocketAsync(_stop.Token);
                client.NoDelay = true;
                var link = new ProxyLink(client, _plan(number), _stop.Token);
                _links.Enqueue(link);
                _running.Enqueue(Task.Run(() => link.RunAsync(_server)));
            }
        }
        catch (Exception exception) when (_stop.IsCancellationRequested || ProxyLink.IsEnd(exception))
        {
            // The test is over.
        }
    }
}
