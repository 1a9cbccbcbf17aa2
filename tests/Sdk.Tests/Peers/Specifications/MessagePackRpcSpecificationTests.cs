using MessagePack;

namespace TypedWs.Tests.Peers.Specifications;

/// <summary>MessagePack-RPC: <c>[0, msgid, method, params]</c>, <c>[1, msgid, error, result]</c> and <c>[2, method, params]</c>, and what only looks like them.</summary>
public sealed class MessagePackRpcSpecificationTests : PeerTest
{
    private static readonly byte[] AskMethod = [0xa5, .. "t.ask"u8, 0x91, 0xa1, (byte)'x'];

    /// <summary>Each encoding of an integer that MessagePack has; the answer has the shortest.</summary>
    [Theory]
    [InlineData("00", "00")]
    [InlineData("7f", "7f")]
    [InlineData("cc00", "00")]
    [InlineData("cc80", "cc80")]
    [InlineData("cd0007", "07")]
    [InlineData("cdffff", "cdffff")]
    [InlineData("ce00000007", "07")]
    [InlineData("ceffffffff", "ceffffffff")]
    [InlineData("cf0000000000000007", "07")]
    [InlineData("cf00000000ffffffff", "ceffffffff")]
    [InlineData("d007", "07")]
    [InlineData("d10007", "07")]
    [InlineData("d200000007", "07")]
    [InlineData("d30000000000000007", "07")]
    [InlineData("d300000000ffffffff", "ceffffffff")]
    public async Task Receive_RequestId_OfEachLegalEncoding_IsEchoed(string id, string echoed)
    {
        (_, RawSide raw) = CreateRaw();

        await raw.SendAsync([0x94, 0x00, .. Convert.FromHexString(id), .. AskMethod]);

        Assert.Equal([0x94, 0x01, .. Convert.FromHexString(echoed), 0xc0, 0x91, 0xa1, (byte)'x'], await raw.NextBinaryAsync());
        await raw.AssertNothingMoreAsync();
    }

    /// <summary>The specification's msgid is an unsigned 32-bit integer. Others are no reason to refuse a request that can be answered.</summary>
    [Theory]
    [InlineData("cf0000000100000000")]
    [InlineData("cf7fffffffffffffff")]
    [InlineData("cfffffffffffffffff")]
    [InlineData("ff")]
    [InlineData("d080")]
    [InlineData("d38000000000000000")]
    [InlineData("a161")]
    [InlineData("a0")]
    [InlineData("c0")]
    public async Task Receive_RequestId_BeyondTheSpecification_IsEchoed(string id)
    {
        (_, RawSide raw) = CreateRaw();

        await raw.SendAsync([0x94, 0x00, .. Convert.FromHexString(id), .. AskMethod]);

        Assert.Equal([0x94, 0x01, .. Convert.FromHexString(id), 0xc0, 0x91, 0xa1, (byte)'x'], await raw.NextBinaryAsync());
        await raw.AssertNothingMoreAsync();
    }

    [Theory]
    [InlineData("00")]
    [InlineData("ceffffffff")]
    [InlineData("d30000000000000007")]
    [InlineData("ff")]
    [InlineData("cfffffffffffffffff")]
    [InlineData("a161")]
    [InlineData("c0")]
    public async Task Receive_CancelWithTheSameId_CancelsTheRequest(string id)
    {
        (Side side, RawSide raw) = CreateRaw();
        side.Handlers.Save = static (_, token) => new(Task.Delay(Timeout.Infinite, token));
        await raw.SendAsync([0x94, 0x00, .. Convert.FromHexString(id), 0xa6, .. "t.save"u8, 0x91, 0xa2, .. "it"u8]);

        await raw.SendAsync([0x93, 0x02, 0xaf, .. "$/cancelRequest"u8, 0x91, .. Convert.FromHexString(id)]);

        Assert.Contains($",[{ErrorCodes.Cancelled},", MessagePackSerializer.ConvertToJson(await raw.NextBinaryAsync(), cancellationToken: Limit), StringComparison.Ordinal);
    }

    /// <summary>What cannot be answered by id is answered <c>[1, nil, error, nil]</c>.</summary>
    [Theory]
    [InlineData("", ErrorCodes.ParseError)] // Nothing at all
    [InlineData("c1", ErrorCodes.InvalidRequest)] // The code that MessagePack never uses
    [InlineData("94", ErrorCodes.ParseError)] // Four elements are announced
    [InlineData("9401", ErrorCodes.ParseError)] // So cut off that it is not even an answer yet
    [InlineData("ddffffffff", ErrorCodes.ParseError)] // Four billion elements are announced
    [InlineData("90", ErrorCodes.InvalidRequest)]
    [InlineData("80", ErrorCodes.InvalidRequest)] // A map
    [InlineData("a0", ErrorCodes.InvalidRequest)] // A string
    [InlineData("9100", ErrorCodes.InvalidRequest)] // [0]
    [InlineData("9300a5742e61736b90", ErrorCodes.InvalidRequest)] // [0, method, params]
    [InlineData("9202a5742e61736b", ErrorCodes.InvalidRequest)] // [2, method]
    [InlineData("940301a5742e61736b90", ErrorCodes.InvalidRequest)] // A type that does not exist
    [InlineData("94ff01a5742e61736b90", ErrorCodes.InvalidRequest)] // Type -1
    [InlineData("94a13001a5742e61736b90", ErrorCodes.InvalidRequest)] // Type "0"
    [InlineData("960001a5742e61736b908080", ErrorCodes.InvalidRequest)] // Two elements too many
    [InlineData("9400c2a5742e61736b90", ErrorCodes.InvalidRequest)] // The id is false
    [InlineData("9400ca3f800000a5742e61736b90", ErrorCodes.InvalidRequest)] // The id is 1.0
    [InlineData("9400c40101a5742e61736b90", ErrorCodes.InvalidRequest)] // The id is bin
    [InlineData("940091a5742e61736b90", ErrorCodes.InvalidRequest)] // The id is an array
    public async Task Receive_NoMessage_IsAnsweredWithoutAnId(string message, int code)
    {
        (_, RawSide raw) = CreateRaw();

        await raw.SendAsync(Convert.FromHexString(message));

        Assert.StartsWith($"[1,null,[{code},\"", MessagePackSerializer.ConvertToJson(await raw.NextBinaryAsync(), cancellationToken: Limit), StringComparison.Ordinal);
        await raw.AssertNothingMoreAsync();
    }

    /// <summary>What has an id is answered under it.</summary>
    [Theory]
    [InlineData("940005a5742e61736b", ErrorCodes.InvalidRequest)] // params is missing
    [InlineData("940005a5742e61736b01", ErrorCodes.InvalidRequest)] // params is a number
    [InlineData("940005a5742e61736ba0", ErrorCodes.InvalidRequest)] // params is a string
    [InlineData("940005c405742e61736b90", ErrorCodes.InvalidRequest)] // method is bin
    [InlineData("94000507 90", ErrorCodes.InvalidRequest)] // method is a number
    [InlineData("940005a6742e6e6f6e6590", ErrorCodes.MethodNotFound)]
    [InlineData("940005a5742e61736bc0", ErrorCodes.InvalidParams)] // nil stands for no params
    [InlineData("940005a5742e61736b90", ErrorCodes.InvalidParams)]
    [InlineData("940005a5742e61736b9105", ErrorCodes.InvalidParams)] // A number where a string is expected
    [InlineData("940005a5742e61736b91a5", ErrorCodes.InvalidParams)] // A string that is cut off
    [InlineData("940005a5742e61736b91a17800", ErrorCodes.InvalidParams)] // One byte too many
    public async Task Receive_WrongRequest_IsAnsweredUnderItsId(string message, int code)
    {
        (_, RawSide raw) = CreateRaw();

        await raw.SendAsync(Convert.FromHexString(message.Replace(" ", "", StringComparison.Ordinal)));

        Assert.StartsWith($"[1,5,[{code},\"", MessagePackSerializer.ConvertToJson(await raw.NextBinaryAsync(), cancellationToken: Limit), StringComparison.Ordinal);
        await raw.AssertNothingMoreAsync();
    }

    /// <summary>More positions than a contract has members are left to later versions of it, and params may be a map by name.</summary>
    [Theory]
    [InlineData("940005a5742e61736b92a17805")]
    [InlineData("940005a5742e61736b81a474657874a178")]
    [InlineData("dc00 040005a5742e61736bdc0001d90178")]
    [InlineData("dd00000004d100 0005da0005742e61736bdd00000001db0000000178")]
    public async Task Receive_UnusualRequest_IsAnswered(string message)
    {
        (_, RawSide raw) = CreateRaw();

        await raw.SendAsync(Convert.FromHexString(message.Replace(" ", "", StringComparison.Ordinal)));

        Assert.Equal("""[1,5,null,["x"]]""", MessagePackSerializer.ConvertToJson(await raw.NextBinaryAsync(), cancellationToken: Limit));
        await raw.AssertNothingMoreAsync();
    }

    /// <summary>Answers are never answered, whatever they are: two peers that refuse each other's answers would not come to an end.</summary>
    [Theory]
    [InlineData("9401c093d18044a14bc0")] // [1, nil, [-32700, "K", nil is missing
    [InlineData("9401c093d18044a14bc0c0")] // [1, nil, [-32700, "K", nil], nil]
    [InlineData("9401c0a14bc0")] // [1, nil, "K", nil]
    [InlineData("9401c0c0c0")] // [1, nil, nil, nil]
    [InlineData("94014dc0c0")] // Nobody asked with id 77
    [InlineData("9401ffc0c0")] // Id -1
    [InlineData("9401cf0000000100000000c0c0")] // Id 2^32
    [InlineData("9401a130c0c0")] // Id "0"
    [InlineData("940190c0c0")] // Id []
    [InlineData("930100c0")] // Too short
    [InlineData("950100c0c0c0")] // Too long
    [InlineData("940105c092")] // Its result is cut off
    public async Task Receive_AnswerThatBelongsToNobody_IsDropped(string message)
    {
        (_, RawSide raw) = CreateRaw();

        await raw.SendAsync(Convert.FromHexString(message));

        await raw.AssertNothingMoreAsync();
    }

    [Theory]
    [InlineData("9302a6742e6e6f6e6590")] // No such method
    [InlineData("9302a6742e6e6f746590")] // t.note without its text
    public async Task Receive_NotificationThatIsWrong_IsNotAnswered(string message)
    {
        (_, RawSide raw) = CreateRaw();

        await raw.SendAsync(Convert.FromHexString(message));

        await raw.AssertNothingMoreAsync();
    }
}
