using TypedWs.Tests;

namespace TypedWs.Transport.Tests.Receiving;

public sealed class ReceiveBufferTests
{
    private readonly CountingPool _pool = new();

    [Fact]
    public void GetRoom_AfterAReadThatFilledIt_IsLarger_AndKeepsWhatIsUnread()
    {
        var buffer = new ReceiveBuffer(_pool);
        Read(ref buffer, ReceiveBuffer.Size, firstByte: 7);
        buffer.Skip(ReceiveBuffer.Size - 3);

        Memory<byte> room = buffer.GetRoom();

        Assert.Equal(ReceiveBuffer.LargestSize - 3, room.Length);
        Assert.Equal(3, buffer.Unread.Length);
        Assert.Equal(1, _pool.Count);
    }

    [Fact]
    public void GetRoom_AfterAFullReadWithoutAWholeFrame_HasRoomAndTheSameBytes()
    {
        var buffer = new ReceiveBuffer(_pool);
        Read(ref buffer, ReceiveBuffer.Size, firstByte: 7);

        Assert.Equal(ReceiveBuffer.LargestSize - ReceiveBuffer.Size, buffer.GetRoom().Length);
        Assert.Equal(7, buffer.Unread[0]);
    }

    [Theory]
    [InlineData(ReceiveBuffer.Size - 1, ReceiveBuffer.Size)]
    [InlineData(ReceiveBuffer.Size, ReceiveBuffer.LargestSize)]
    public void GetRoom_AfterALargeReadAndOneOfThisLength_HasThisRoom(int length, int room)
    {
        var buffer = new ReceiveBuffer(_pool);
        Read(ref buffer, ReceiveBuffer.Size, firstByte: 7);
        buffer.Skip(ReceiveBuffer.Size);
        Read(ref buffer, length, firstByte: 8);
        buffer.Skip(length);

        Assert.Equal(room, buffer.GetRoom().Length);
        Assert.Equal(1, _pool.Count);
    }

    [Fact]
    public void GetRoom_AfterAFullReadThatBeganALargeFrame_StaysSmall()
    {
        var buffer = new ReceiveBuffer(_pool);
        Read(ref buffer, ReceiveBuffer.Size, firstByte: 7);
        buffer.StaySmall();
        buffer.Skip(ReceiveBuffer.Size);

        Assert.Equal(ReceiveBuffer.Size, buffer.GetRoom().Length);
    }

    [Fact]
    public void ReleaseIfEmpty_AfterALargeRead_GivesAllBack_AndBeginsSmallAgain()
    {
        var buffer = new ReceiveBuffer(_pool);
        Read(ref buffer, ReceiveBuffer.Size, firstByte: 7);
        buffer.Skip(ReceiveBuffer.Size);
        buffer.GetRoom();

        buffer.ReleaseIfEmpty();

        Assert.Equal(0, _pool.Count);
        Assert.Equal(ReceiveBuffer.Size, buffer.GetRoom().Length);
    }

    private static void Read(ref ReceiveBuffer buffer, int length, byte firstByte)
    {
        buffer.GetRoom().Span[0] = firstByte;
        buffer.Fill(length);
    }
}
