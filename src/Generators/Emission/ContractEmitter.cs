using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Emission;

/// <summary>Emits all files of a contract: one for each generated class, one for each codec of an object.</summary>
internal static class ContractEmitter
{
    public static void Emit(SourceProductionContext context, ContractModel contract)
    {
        string prefix = contract.Protocol.Prefix;
        var codecs = new CodecNames(contract);

        Add(contract.Protocol.ClassName, writer => ProtocolEmitter.Emit(writer, contract));
        Add($"{prefix}Methods", writer => MethodsEmitter.Emit(writer, contract, codecs));
        Add($"{prefix}ServerMethods", writer => MethodTableEmitter.EmitServer(writer, contract));
        Add($"{prefix}ServerMethods.PerMessage", writer => PerMessageEmitter.Emit(writer, contract));
        Add($"{prefix}ClientMethods", writer => MethodTableEmitter.EmitClient(writer, contract));
        Add($"{prefix}Client", writer => ClientEmitter.Emit(writer, contract));
        Add($"I{prefix}ClientHandler", writer => HandlerEmitter.EmitClient(writer, contract));
        Add($"I{prefix}ServerHandler", writer => HandlerEmitter.EmitServer(writer, contract));
        Add($"{prefix}Session", writer => SessionEmitter.Emit(writer, contract));
        Add($"{prefix}Sessions", writer => SessionsEmitter.Emit(writer, contract));
        Add($"{prefix}Audience", writer => AudienceEmitter.Emit(writer, contract));
        Add($"{prefix}Codecs", writer => CodecsEmitter.Emit(writer, contract, codecs));
        foreach (ObjectModel type in contract.Types.OfType<ObjectModel>())
        {
            Add($"{prefix}Codecs.{codecs.FieldOf(type.Name)}", writer => ObjectCodecEmitter.Emit(writer, contract, type, codecs));
        }

        void Add(string name, Action<SourceWriter> emit)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            string containing = contract.Protocol.Namespace;
            SourceWriter writer = SourceWriter.BeginFile(containing);
            emit(writer);
            string hint = containing.Length == 0 ? name : $"{containing.Replace("@", string.Empty)}.{name}";
            context.AddSource(hint + ".g.cs", writer.ToString());
        }
    }
}
