using LoadTest.Contenders;

namespace LoadTest.Workloads;

/// <summary>From the server to the client.</summary>
internal sealed class Download() : Streaming("download", "server → client")
{
    protected override Task<int> StreamAsync(IStreamingConnection connection, int count) => connection.DownloadAsync(count);
}
