using MessagePack;
using TypedWs.Envelopes;

namespace TypedWs.Tests.Envelopes;

/// <summary>Errors in the shapes in which peers write them. JSON stands for both formats; what only one of them has is tested apart.</summary>
public sealed class ErrorReaderTests
{
    private const string Unreadable = "The other side answered with an error that has neither code nor message; its data is all that came.";

    public static TheoryData<string, int, string, string?> Shapes => new()
    {
        { """{"code":50,"message":"full","data":{"limit":[1,{"a":null}]}}""", 50, "full", """{"limit":[1,{"a":null}]}""" },
        { """{"message":"full","extra":[{"code":1}],"code":50}""", 50, "full", null },
        { """{"code":50,"message":"full","data":null}""", 50, "full", null },
        { """{"code":50,"message":null}""", 50, "The other side answered with the error 50 and no message.", null },
        { """{"code":50,"message":{"text":"full"}}""", 50, "The other side answered with the error 50 and no message.", null },
        { """{"code":null,"message":"full"}""", ErrorCodes.InternalError, "full", null },
        { """{"code":"E50","message":"full"}""", ErrorCodes.InternalError, "full", null },
        { """{"code":5000000000,"message":"full"}""", ErrorCodes.InternalError, "full", null },
        { """{"code":1.5,"message":"full"}""", ErrorCodes.InternalError, "full", null },
        { """{"code":50,"message":""}""", 50, "", null },
        { """{"reason":"full"}""", ErrorCodes.InternalError, Unreadable, """{"reason":"full"}""" },
        { "{}", ErrorCodes.InternalError, Unreadable, "{}" },
        { """[50,"full",{"limit":1}]""", 50, "full", """{"limit":1}""" },
        { """[50,"full",null]""", 50, "full", null },
        { """[50,"full"]""", 50, "full", null },
        { "[50]", 50, "The other side answered with the error 50 and no message.", null },
        { """[null,"full","data",4,5]""", ErrorCodes.InternalError, "full", "\"data\"" },
        { "[]", ErrorCodes.InternalError, Unreadable, "[]" },
        { """[[50,"full"]]""", ErrorCodes.InternalError, Unreadable, """[[50,"full"]]""" },
        { "\"full\"", ErrorCodes.InternalError, "full", null },
        { "50", 50, "The other side answered with the error 50 and no message.", null },
        { "-1.5", ErrorCodes.InternalError, Unreadable, "-1.5" },
        { "true", ErrorCodes.InternalError, Unreadable, "true" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Read_Json_TakesWhatIsThere(string error, int code, string message, string? data) => Verify(Read(System.Text.Encoding.UTF8.GetBytes(error), WireFormat.Json), code, message, data);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Read_MessagePack_TakesWhatIsThere(string error, int code, string message, string? data)
        => Verify(Read(MessagePackSerializer.ConvertFromJson(error, cancellationToken: TestContext.Current.CancellationToken), WireFormat.MessagePack), code, message, data);

    [Fact]
    public void Read_MessagePackOnlyShapes_TakesWhatIsThere()
    {
        Verify(Read([0x82, 0x01, 0x02, 0xa4, .. "code"u8, 50], WireFormat.MessagePack), 50, "The other side answered with the error 50 and no message.", null); // {1:2,"code":50}
        Verify(Read([0x93, 0xcf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xa1, 0x78, 0xc0], WireFormat.MessagePack), ErrorCodes.InternalError, "x", null); // [2^64-1,"x",nil]
        Verify(Read([0xc4, 0x01, 0x78], WireFormat.MessagePack), ErrorCodes.InternalError, Unreadable, "\"eA==\""); // bin
        Assert.Equal(Unreadable, Read([0xd4, 0x05, 0x00], WireFormat.MessagePack).Message); // ext
    }

    [Theory]
    [InlineData(WireFormat.Json, "\"\\ud800\"")]
    [InlineData(WireFormat.MessagePack, "\x93\x32\xa4")]
    public void Read_Malformed_IsAnErrorWithWhatCame(WireFormat format, string error)
    {
        byte[] bytes = System.Text.Encoding.Latin1.GetBytes(error);

        RemoteException read = Read(bytes, format);

        Assert.Equal((ErrorCodes.InternalError, "The other side answered with an error that cannot be read."), (read.Code, read.Message));
        Assert.Equal(bytes, read.RawData.ToArray());
    }

    private static RemoteException Read(byte[] error, WireFormat format) => ErrorReader.Read(new Envelope { Kind = EnvelopeKind.Error, Format = format, Body = error });

    private static void Verify(RemoteException error, int code, string message, string? data)
    {
        Assert.Equal((code, message), (error.Code, error.Message));
        Assert.Equal(data, error.GetData()?.GetRawText());
    }
}
