//! The parts of an XLSX file, unpacked as they are read, and never more of them than somebody could have typed.

use std::io::{self, BufReader, Cursor, Read};

use flate2::read::DeflateDecoder;
use quick_xml::Reader;
use zip::{CompressionMethod, ZipArchive};

use super::source::SourceProblem;

/// What begins like a ZIP archive.
const BEGINNING: &[u8] = b"PK\x03\x04";

pub(super) type Xml<'a> = Reader<BufReader<Box<dyn Read + Send + 'a>>>;

pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(BEGINNING)
}

/// Where the parts of a file lie in it. Each is unpacked from its own bytes, so that several may be open at a time.
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    directory: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, SourceProblem> {
        let directory = ZipArchive::new(Cursor::new(bytes)).map_err(|_| SourceProblem::DamagedBook)?;
        Ok(Self { bytes, directory })
    }

    /// A part as XML; none where there is no such part. Reading fails after so many bytes.
    pub(super) fn xml(&mut self, name: &str, most: u64) -> Result<Option<Xml<'a>>, SourceProblem> {
        let Some(place) = self.directory.index_for_name(name) else { return Ok(None) };
        let part = self.directory.by_index_raw(place).map_err(|_| SourceProblem::DamagedBook)?;
        let (start, length) = (part.data_start().ok_or(SourceProblem::DamagedBook)?, part.compressed_size());
        let (is_encrypted, method) = (part.encrypted(), part.compression());
        let place = |number: u64| usize::try_from(number).map_err(|_| SourceProblem::DamagedBook);
        let end = start.checked_add(length).ok_or(SourceProblem::DamagedBook)?;
        let packed = self.bytes.get(place(start)?..place(end)?).ok_or(SourceProblem::DamagedBook)?;
        let content: Box<dyn Read + Send + 'a> = match method {
            _ if is_encrypted => return Err(SourceProblem::DamagedBook),
            CompressionMethod::Stored => Box::new(Bounded { inner: packed, left: most }),
            CompressionMethod::Deflated => Box::new(Bounded { inner: DeflateDecoder::new(packed), left: most }),
            _ => return Err(SourceProblem::DamagedBook),
        };
        Ok(Some(Reader::from_reader(BufReader::new(content))))
    }
}

/// Few bytes can be made to unpack to very many: what does is no list that anybody keeps.
struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| io::Error::other("too large"))?;
        Ok(read)
    }
}
