using TypedWs;

namespace AotSmoke.Contracts;

[FromClient<SmokeProtocol>]
public sealed record Binaries(byte[] Array, Memory<byte> Memory, ReadOnlyMemory<byte> ReadOnlyMemory, ArraySegment<byte> Segment) : IReturns<Binaries>
{
    public static Binaries Sample => new([1, 2], new byte[] { 3 }, new byte[] { 4, 5, 6 }, new byte[] { 7 });
}
