using LoadTest.Contenders;

namespace LoadTest.Workloads;

/// <summary>From the client to the server.</summary>
internal sealed class Upload() : Streaming("upload", "client → server")
{
    protected override Task<int> StreamAsync(IStreamingConnection connection, int count) => connection.UploadAsync(count);
}
