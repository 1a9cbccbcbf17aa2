using System.Text;

namespace TypedWs.Transport.Tests.Receiving;

public sealed class FrameReaderTests
{
    private const int MaxMessage = 200_000;

    [Theory]
    [InlineData(WsRole.Server)]
    [InlineData(WsRole.Client)]
    public void Read_InputCutAtEveryByte_FindsTheSameEvents(WsRole role)
    {
        bool masked = role == WsRole.Server;
        byte[] input =
        [
            .. RawFrame.Text("Hello", masked),
            .. RawFrame.Create(2, [], masked),
            .. RawFrame.Create(1, "a\xE2\x82"u8[..1], masked, final: false),
            .. RawFrame.Create(9, "ping"u8, masked),
            .. RawFrame.Create(0, [0xE2, 0x82], masked, final: false),
            .. RawFrame.Create(10, [], masked),
            .. RawFrame.Create(0, [0xAC], masked),
            .. RawFrame.Create(2, new byte[300], masked),
            .. RawFrame.Close(1000, "bye", masked),
        ];
        string[] expected = ["Text:Hello", "Binary:", "Ping:ping", "Pong:", "Text:a€", $"Binary:{new string('\0', 300)}", "Close:\u0003\ufffdbye"];

        for (int cut = 0; cut <= input.Length; cut++)
            Assert.Equal(expected, ReadAll(new FrameReader(role, MaxMessage), input[..cut], input[cut..]));
    }

    [Fact]
    public void Read_OneByteAtATime_FindsTheMessage()
    {
        byte[] input = RawFrame.Text("Hello", masked: true);

        Assert.Equal(["Text:Hello"], ReadAll(new FrameReader(WsRole.Server, MaxMessage), [.. input.Select(b => new[] { b })]));
    }

    [Theory]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(16 * 1024 - 8)] // header and payload just fill the receive buffer
    [InlineData(16 * 1024 - 7)]
    [InlineData(65535)]
    [InlineData(65536)]
    [InlineData(MaxMessage)]
    public void Read_MessageOfALengthAtABorder_IsWhole(int length)
    {
        byte[] payload = new byte[length];
        new Random(1).NextBytes(payload);
        byte[] input = [.. RawFrame.Create(2, payload, masked: true), .. RawFrame.Text("next", masked: true)];
        var reader = new FrameReader(WsRole.Server, MaxMessage);

        List<(FrameEvent Event, byte[] Payload)> events = ReadEvents(reader, input);

        Assert.Equal([FrameEvent.Binary, FrameEvent.Text], events.Select(e => e.Event));
        Assert.Equal(payload, events[0].Payload);
        Assert.Equal("next"u8.ToArray(), events[1].Payload);
        Assert.True(reader.IsIdle);
    }

    // RFC 6455, section 5.7.
    [Theory]
    [InlineData(WsRole.Client, "810548656c6c6f", "Text:Hello")]
    [InlineData(WsRole.Server, "818537fa213d7f9f4d5158", "Text:Hello")]
    [InlineData(WsRole.Client, "010348656c80026c6f", "Text:Hello")]
    [InlineData(WsRole.Client, "890548656c6c6f", "Ping:Hello")]
    [InlineData(WsRole.Server, "8a8537fa213d7f9f4d5158", "Pong:Hello")]
    public void Read_ExampleOfTheRfc_IsUnderstood(WsRole role, string hex, string expected)
        => Assert.Equal([expected], ReadAll(new FrameReader(role, MaxMessage), Convert.FromHexString(hex)));

    [Theory]
    [InlineData("c10548656c6c6f", "a reserved bit is set")]
    [InlineData("a10548656c6c6f", "a reserved bit is set")]
    [InlineData("910548656c6c6f", "a reserved bit is set")]
    [InlineData("830548656c6c6f", "the opcode 3 is reserved")]
    [InlineData("870548656c6c6f", "the opcode 7 is reserved")]
    [InlineData("8b00", "the opcode 11 is reserved")]
    [InlineData("8f00", "the opcode 15 is reserved")]
    [InlineData("818537fa213d7f9f4d5158", "a server must not mask")]
    [InlineData("0900", "a control frame is fragmented")]
    [InlineData("897e007e", "a control frame is longer than 125 bytes")]
    [InlineData("817e007d", "not in its shortest form")]
    [InlineData("817f000000000000ffff", "not in its shortest form")]
    [InlineData("817fffffffffffffffff", "highest bit")]
    [InlineData("8000", "a continuation came without")]
    [InlineData("0001", "a continuation came without")]
    [InlineData("01008100", "a new message began")]
    public void Read_FrameThatBreaksARule_NamesIt(string hex, string reason)
    {
        var thrown = Assert.Throws<WsProtocolException>(() => ReadAll(new FrameReader(WsRole.Client, MaxMessage), Convert.FromHexString(hex)));

        Assert.Equal(WsCloseCode.ProtocolError, thrown.Code);
        Assert.Contains(reason, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_UnmaskedFrameFromAClient_IsRefused()
    {
        var thrown = Assert.Throws<WsProtocolException>(
            () => ReadAll(new FrameReader(WsRole.Server, MaxMessage), RawFrame.Text("Hello", masked: false)));

        Assert.Contains("a client must mask", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8101ff")]
    [InlineData("8102c3a9", true)]
    [InlineData("8101c3")]           // ends inside a character
    [InlineData("0101c3800129")]     // the continuation is none
    [InlineData("0101c38001a9", true)]
    [InlineData("0101ff")]           // refused before the message ends
    [InlineData("0101c38000")]       // ends inside a character, in fragments
    public void Read_Text_MustBeUtf8(string hex, bool valid = false)
    {
        Action read = () => ReadAll(new FrameReader(WsRole.Client, MaxMessage), Convert.FromHexString(hex));

        if (valid)
            read();
        else
            Assert.Equal(WsCloseCode.InvalidPayload, Assert.Throws<WsProtocolException>(read).Code);
    }

    [Theory]
    [InlineData("827f7fffffffffffffff")] // by its header alone
    [InlineData("827f0000000000030d41")] // one byte above the limit
    public void Read_FrameAboveTheLimit_IsRefusedByItsHeader(string hex)
    {
        var thrown = Assert.Throws<WsProtocolException>(() => ReadAll(new FrameReader(WsRole.Client, MaxMessage), Convert.FromHexString(hex)));

        Assert.Equal(WsCloseCode.MessageTooBig, thrown.Code);
        Assert.Contains("200000", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FragmentsAboveTheLimitTogether_AreRefused()
    {
        byte[] first = RawFrame.Create(2, new byte[MaxMessage / 2 + 1], masked: false, final: false);
        byte[] second = RawFrame.Create(0, new byte[MaxMessage / 2], masked: false);

        var thrown = Assert.Throws<WsProtocolException>(() => ReadAll(new FrameReader(WsRole.Client, MaxMessage), first, second));

        Assert.Equal(WsCloseCode.MessageTooBig, thrown.Code);
    }

    private static string[] ReadAll(FrameReader reader, params byte[][] chunks)
        => [.. ReadEvents(reader, chunks).Select(e => $"{e.Event}:{Encoding.UTF8.GetString(e.Payload)}")];

    private static List<(FrameEvent Event, byte[] Payload)> ReadEvents(FrameReader reader, params byte[][] chunks)
    {
        var events = new List<(FrameEvent, byte[])>();
        foreach (byte[] chunk in chunks)
        {
            ReadOnlyMemory<byte> rest = chunk;
            while (!rest.IsEmpty)
            {
                Memory<byte> room = reader.GetRoom();
                int count = Math.Min(room.Length, rest.Length);
                rest[..count].CopyTo(room);
                rest = rest[count..];
                reader.Fill(count);
                while (reader.Read(out Memory<byte> payload) is var found and not FrameEvent.NeedMore)
                    events.Add((found, payload.ToArray()));
            }
        }

        return events;
    }
}
