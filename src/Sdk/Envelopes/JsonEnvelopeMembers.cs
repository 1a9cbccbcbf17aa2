using System.Text;
using System.Text.Json;

namespace TypedWs.Envelopes;

/// <summary>The members of a JSON-RPC object as they are found, and the rules that make an envelope of them (JSON-RPC 2.0, sections 4 and 5).</summary>
internal ref struct JsonEnvelopeMembers
{
    private bool _isVersion2;
    private bool _hasMethod;
    private bool _isBadId;
    private bool _isBadParams;
    private ReadOnlySpan<byte> _method;
    private RequestId _id;
    private ReadOnlyMemory<byte> _params;
    private ReadOnlyMemory<byte> _result;
    private ReadOnlyMemory<byte> _error;
    private ReadOnlySpan<byte> _traceParent;
    private ReadOnlySpan<byte> _traceState;

    /// <summary>Reads one member; the reader stands at its name.</summary>
    public void Read(ReadOnlyMemory<byte> message, ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("jsonrpc"u8))
        {
            reader.Read();
            _isVersion2 = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("2.0"u8);
            reader.Skip();
        }
        else if (reader.ValueTextEquals("method"u8))
        {
            reader.Read();
            ReadMethod(ref reader);
        }
        else if (reader.ValueTextEquals("id"u8))
        {
            reader.Read();
            ReadId(ref reader);
        }
        else if (reader.ValueTextEquals("params"u8))
        {
            reader.Read();
            ReadParams(message, ref reader);
        }
        else if (reader.ValueTextEquals("result"u8))
        {
            reader.Read();
            _result = Slice(message, ref reader);
        }
        else if (reader.ValueTextEquals("error"u8))
        {
            reader.Read();
            bool isNull = reader.TokenType == JsonTokenType.Null; // Some peers write both members; null is "no error" then.
            ReadOnlyMemory<byte> error = Slice(message, ref reader);
            _error = isNull ? default : error;
        }
        else if (reader.ValueTextEquals("traceparent"u8))
        {
            reader.Read();
            _traceParent = ReadTraceMember(ref reader);
        }
        else if (reader.ValueTextEquals("tracestate"u8))
        {
            reader.Read();
            _traceState = ReadTraceMember(ref reader);
        }
        else
        {
            reader.Read();
            reader.Skip();
        }
    }

    public readonly Envelope ToEnvelope(ReadOnlyMemory<byte> message)
    {
        if (!_hasMethod && (!_result.IsEmpty || !_error.IsEmpty))
            return ToReply(message);

        string? problem = this switch
        {
            { _isBadId: true } => "id must be a string, a number or null.",
            { _isVersion2: false } => "jsonrpc must be \"2.0\".",
            { _hasMethod: false } => "method must be a string.",
            { _isBadParams: true } => "params must be an object or an array.",
            _ => null,
        };
        if (problem is not null)
            return Envelope.Invalid(WireFormat.Json, ErrorCodes.InvalidRequest, problem, _id);

        return new Envelope
        {
            Kind = _id.IsAbsent ? EnvelopeKind.OneWay : EnvelopeKind.Request,
            Id = _id,
            Method = _method,
            Body = _params,
            Trace = new TraceMembers(_traceParent, _traceState),
            Message = message,
        };
    }

    private readonly Envelope ToReply(ReadOnlyMemory<byte> message)
    {
        if (_isBadId || _id.IsAbsent || !_isVersion2)
            return new Envelope { Kind = EnvelopeKind.MalformedReply, Message = message };

        bool isError = !_error.IsEmpty;
        return new Envelope
        {
            Kind = isError ? EnvelopeKind.Error : EnvelopeKind.Result,
            Id = _id,
            Body = isError ? _error : _result,
            Message = message,
        };
    }

    /// <summary>A trace context never makes a message invalid: what cannot be one is left out.</summary>
    private static ReadOnlySpan<byte> ReadTraceMember(scoped ref Utf8JsonReader reader)
    {
        const int LongestEscaped = TraceMembers.MaxStateLength * 6;
        ReadOnlySpan<byte> text = default;
        try
        {
            if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length <= LongestEscaped)
                text = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
        }
        catch (InvalidOperationException)
        {
            // An escape that is half a surrogate pair.
        }

        reader.Skip();
        return text;
    }

    private static ReadOnlyMemory<byte> Slice(ReadOnlyMemory<byte> message, ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return message[start..(int)reader.BytesConsumed];
    }

    private void ReadMethod(ref Utf8JsonReader reader)
    {
        _hasMethod = reader.TokenType == JsonTokenType.String;
        if (_hasMethod)
            _method = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
        reader.Skip();
    }

    private void ReadParams(ReadOnlyMemory<byte> message, ref Utf8JsonReader reader)
    {
        JsonTokenType type = reader.TokenType;
        ReadOnlyMemory<byte> value = Slice(message, ref reader);
        _isBadParams = type is not (JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.Null);
        _params = type == JsonTokenType.Null ? default : value;
    }

    private void ReadId(ref Utf8JsonReader reader)
    {
        _isBadId = false;
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                _id = RequestId.FromNumber(ref reader);
                break;
            case JsonTokenType.String:
                _id = RequestId.FromString(reader.GetString()!);
                break;
            case JsonTokenType.Null:
                _id = RequestId.Null;
                break;
            default:
                _id = default;
                _isBadId = true;
                reader.Skip();
                break;
        }
    }
}
