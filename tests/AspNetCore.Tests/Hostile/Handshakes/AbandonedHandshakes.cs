using System.Net.Sockets;
using System.Text;

namespace TypedWs.AspNetCore.Tests.Hostile.Handshakes;

/// <summary>Opens connections, says no more than the beginning of a request, and goes away.</summary>
public sealed class AbandonedHandshakes(string name, string beginning) : Attack(name, AttackEnd.Left)
{
    private const int Connections = 100;

    public override async Task<AttackEnd> RunAsync(Target target)
    {
        for (int i = 0; i < Connections; i++)
        {
            using TcpClient client = await target.OpenAsync();
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(beginning), TestContext.Current.CancellationToken);
        }

        return AttackEnd.Left;
    }
}
