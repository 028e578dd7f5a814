/* report/face_kinds.h: the kinds of faces there are.  Private to report/face.c. */
#ifndef RECOUP_REPORT_FACE_KINDS_H
#define RECOUP_REPORT_FACE_KINDS_H

#include "report/face.h"

extern const FaceKind face_csv_kind, face_json_kind, face_json_lines_kind, face_table_kind,
    face_xlsx_kind;

#endif
