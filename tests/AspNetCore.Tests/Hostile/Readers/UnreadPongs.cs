using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace TypedWs.AspNetCore.Tests.Hostile.Readers;

/// <summary>Sends pings until their pongs fill the sockets, and on: one pong at most waits, and its write makes no progress.</summary>
public sealed class UnreadPongs : Attack
{
    private const int SocketBuffer = 4096;

    private static readonly byte[] Pings = [.. Enumerable.Repeat(RawClient.Frame(0x80 | RawClient.Ping, new byte[125]), 2_000).SelectMany(static bytes => bytes)];

    public UnreadPongs()
        : base("pongs that are never read", AttackEnd.Cut)
    {
        Reason = "no progress";
        Options = static options => options.Connection.WriteStallTimeout = TimeSpan.FromSeconds(1);
    }

    /// <summary>With small buffers in the sockets, which otherwise take the pongs to half a gigabyte of pings.</summary>
    public override void Configure(WebApplicationBuilder builder) => builder.WebHost.UseSockets(static sockets => sockets.CreateBoundListenSocket = static endpoint =>
    {
        Socket socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        socket.SendBufferSize = SocketBuffer;
        return socket;
    });

    public override async Task<AttackEnd> RunAsync(Target target)
        => await Unread.EndOfAsync(await target.ConnectAsync(receiveBuffer: SocketBuffer), Pings, again: true);
}
