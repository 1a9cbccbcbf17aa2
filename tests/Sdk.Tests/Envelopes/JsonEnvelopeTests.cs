using System.Text;
using TypedWs.Envelopes;

namespace TypedWs.Tests.Envelopes;

public sealed class JsonEnvelopeTests
{
    [Theory]
    [InlineData("""{"method":"a","params":{"b":1},"id":1,"jsonrpc":"2.0"}""", "a", "1", """{"b":1}""")]
    [InlineData(""" { "jsonrpc" : "2.0" , "id" : 7 , "method" : "a" } """, "a", "7", "")]
    [InlineData("""{"jsonrpc":"2.0","\u006dethod":"\u0061\"","id":"\u0031"}""", "a\"", "1", "")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"id":2,"method":"a","method":"b","params":[1],"params":[2]}""", "b", "2", "[2]")]
    [InlineData("""{"jsonrpc":"2.0","id":0,"method":"a","params":null}""", "a", "0", "")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"a"}""", "a", "null", "")]
    [InlineData("""{"jsonrpc":"2.0","id":1.50,"method":"a"}""", "a", "1.50", "")]
    [InlineData("""{"jsonrpc":"2.0","id":99999999999999999999,"method":"a","traceparent":[{}]}""", "a", "99999999999999999999", "")]
    public void Read_Request_IsTakenApart(string json, string method, string id, string body)
    {
        Envelope envelope = JsonEnvelope.Read(Encoding.UTF8.GetBytes(json));

        Assert.Equal(EnvelopeKind.Request, envelope.Kind);
        Assert.Equal(method, Encoding.UTF8.GetString(envelope.Method));
        Assert.Equal(id, envelope.Id.ToString());
        Assert.Equal(body, Encoding.UTF8.GetString(envelope.Body.Span));
    }

    [Theory]
    [InlineData("", ErrorCodes.ParseError)]
    [InlineData("{", ErrorCodes.ParseError)]
    [InlineData("""{"jsonrpc":"2.0","method":"a"}x""", ErrorCodes.ParseError)]
    [InlineData("""{"jsonrpc":"2.0","id":"\ud800","method":"a"}""", ErrorCodes.ParseError)]
    [InlineData("""{"jsonrpc":"2.0","method":"\udc00"}""", ErrorCodes.ParseError)]
    [InlineData("""{"\ud800":1,"jsonrpc":"2.0","method":"a"}""", ErrorCodes.ParseError)]
    [InlineData("5", ErrorCodes.InvalidRequest)]
    [InlineData("[]", ErrorCodes.InvalidRequest)]
    [InlineData("{}", ErrorCodes.InvalidRequest)]
    [InlineData("""{"method":"a"}""", ErrorCodes.InvalidRequest)]
    [InlineData("""{"jsonrpc":"1.0","method":"a"}""", ErrorCodes.InvalidRequest)]
    [InlineData("""{"jsonrpc":"2.0","method":1}""", ErrorCodes.InvalidRequest)]
    [InlineData("""{"jsonrpc":"2.0","method":"a","params":"b"}""", ErrorCodes.InvalidRequest)]
    [InlineData("""{"jsonrpc":"2.0","method":"a","id":[]}""", ErrorCodes.InvalidRequest)]
    public void Read_NoEnvelope_IsInvalid(string json, int code)
    {
        Envelope envelope = JsonEnvelope.Read(Encoding.UTF8.GetBytes(json));

        Assert.Equal((EnvelopeKind.Invalid, code), (envelope.Kind, envelope.ErrorCode));
        Assert.False(envelope.Id.IsAbsent, "an invalid message is answered, with the id null if need be");
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","result":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":{},"error":{}}""")]
    [InlineData("""{"id":1,"result":1}""")]
    public void Read_MalformedReply_IsNotARequest(string json)
        => Assert.Equal(EnvelopeKind.MalformedReply, JsonEnvelope.Read(Encoding.UTF8.GetBytes(json)).Kind);

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":5,"error":null}""", nameof(EnvelopeKind.Result), "5")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":null,"error":{"code":1}}""", nameof(EnvelopeKind.Error), """{"code":1}""")]
    public void Read_ReplyWithBothMembers_GoesByTheError(string json, string kind, string body)
    {
        Envelope envelope = JsonEnvelope.Read(Encoding.UTF8.GetBytes(json));

        Assert.Equal(kind, envelope.Kind.ToString());
        Assert.Equal(body, Encoding.UTF8.GetString(envelope.Body.Span));
    }
}
