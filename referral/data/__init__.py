"""From a folder of CSV files to one checked dataset, or to every fault that is in them.

saved_file.py, csv_tables.py and spreadsheet_damage.py: the form of files and cells; faults.py: what is told of them;
descriptor.py: columns that a folder adds; table_rules.py, cell_rules.py and cross_table_rules.py: what they must mean;
stroke_rules.py: landmarks and strokes; frequency_rules.py: how often at a place; complaint_rules.py: everyday
complaints; place_rules.py: names of places; description.py: the published description; editor_rules.py, extra_files.py
and reading_grade.py: what only the editor should mend; build.py: tables to rows; load.py: all of it in one call;
last_good.py: the same for a server that runs; edition.py: the dataset as a zip.
Hands out a ``Dataset`` or a ``DatasetError`` with its faults.
"""
