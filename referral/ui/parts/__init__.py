"""What several pages show.

body.py and map_panel.py: the map with what belongs to it; plain_picture.py: the body before the map is
drawn; plates.py and view_switch.py: which view is shown;
nearby.py: what a tap near a border may have meant; legend.py: the map's marks; next_step.py: chosen areas and the bar
that goes on; results.py: the muscles; pattern_pictures.py: the small pictures on their cards; muscle.py: one muscle;
safety_step.py: the warning signs; complaint_notes.py: what a complaint may also mean; booking.py: the prompt at the
end; take_away.py: link, QR code, picture;
print_head.py: what stands above the map on paper; article.py and sources.py: a text and the works it rests on.
"""
